package io.github.backsight.cli;

import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.check.TileCensus;
import io.github.backsight.check.TileDrift;
import io.github.backsight.check.TileRules;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.release.Artifact;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.ReleaseVerdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the files of a release, and every tile of it, to see whether they are what its build made, and whether the map
/// is blank where that of another release is not. For one thread.
final class ReleaseInspection {
    /// The code of the finding that there was something to compare with, and it could not be had.
    static final String NOT_COMPARED = "release.not-compared";

    private static final List<String> LAYERS = List.of("high", "low");

    private final Session session;
    private final Workplace workplace;
    private final Manifest manifest;
    private final Optional<Manifest> against;
    private final List<Finding> own = new ArrayList<>();
    private final List<Finding> compared = new ArrayList<>();
    private final List<ZoomTiles> zooms = new ArrayList<>();

    private ReleaseInspection(Session session, Workplace workplace, Manifest manifest, Optional<Manifest> against) {
        this.session = session;
        this.workplace = workplace;
        this.manifest = manifest;
        this.against = against;
    }

    /// What a layer of a release has at one zoom.
    ///
    /// @param features pieces of them: a feature counts in each tile that it lies in
    /// @param ids how many features these are; 0 where they have no ids
    /// @param bytes of all tiles, not compressed
    record ZoomTiles(String layer, int zoom, int tiles, long features, int ids, long bytes) {}

    /// @param tiles of each layer and zoom
    record Seen(ReleaseVerdict verdict, List<ZoomTiles> tiles) {}

    /// @param against what it is compared with; empty: with nothing
    static Seen of(Session session, Workplace workplace, Manifest manifest, Optional<Manifest> against)
            throws IOException {
        var inspection = new ReleaseInspection(session, workplace, manifest, against);
        inspection.look();
        return inspection.seen();
    }

    private Seen seen() {
        return new Seen(
                new ReleaseVerdict(
                        ReleaseVerdict.FORMAT,
                        manifest.id(),
                        own,
                        compared,
                        against.map(Manifest::id),
                        session.environment().clock().instant(),
                        ProgramVersion.number()),
                List.copyOf(zooms));
    }

    private void look() throws IOException {
        try (var archives = StoredArchives.open(session, workplace)) {
            var readHere = new HashSet<String>();
            for (var layer : LAYERS) {
                for (var artifact : StoredArchives.of(manifest, layer)) {
                    if (artifact instanceof Artifact.File file) {
                        readHere.add(file.name());
                    }
                }
            }
            own.addAll(archives.releases().verify(manifest, Set.copyOf(readHere), session.progress()));
            for (var layer : LAYERS) {
                var census = layer(archives, layer);
                if (census.isPresent() && against.isPresent()) {
                    compare(archives, layer, census.get(), against.get());
                }
            }
        }
    }

    /// {@return what the first archive of the layer that can be read holds; the others are held against it}
    private Optional<TileCensus> layer(StoredArchives archives, String layer) throws IOException {
        var first = Optional.<TileCensus>empty();
        for (var artifact : StoredArchives.of(manifest, layer)) {
            var findings = new Findings(
                    archives.releases().key(manifest.id(), artifact.name()).value());
            try {
                var here = switch (artifact) {
                    case Artifact.File file -> file(archives, layer, file, first, findings);
                    case Artifact.Tree tree -> tree(archives, layer, tree, first, findings);
                };
                first = first.or(() -> here);
            } catch (IOException e) {
                if (findings.list().isEmpty()) {
                    TileRules.seeStructure(List.of(String.valueOf(e.getMessage())), findings);
                }
            }
            own.addAll(findings.list());
        }
        first.ifPresent(census -> tell(layer, census));
        return first;
    }

    private void tell(String layer, TileCensus census) {
        census.zooms()
                .forEach((zoom, here) -> zooms.add(new ZoomTiles(
                        layer, zoom, here.tiles(), here.features(), here.ids().size(), here.bytes())));
    }

    private Optional<TileCensus> file(
            StoredArchives archives, String layer, Artifact.File file, Optional<TileCensus> first, Findings findings)
            throws IOException {
        var copy = archives.fetch(manifest, file, findings);
        if (copy.isEmpty()) {
            return Optional.empty();
        }
        TileRules.seeStructure(StoredArchives.faults(copy.get()), findings);
        try (var reader = StoredArchives.open(copy.get())) {
            if (first.isEmpty()) {
                return Optional.of(census(reader, layer, findings));
            }
            TileRules.seeMetadata(expected(layer), reader.metadata(), findings);
            var digests = TileCensus.digests(reader, workplace.threads(), session.progress());
            TileRules.seeSame(first.get(), digests, findings);
            return Optional.empty();
        }
    }

    /// The bytes of a tree are read where they are verified: its index says what they are.
    private Optional<TileCensus> tree(
            StoredArchives archives, String layer, Artifact.Tree tree, Optional<TileCensus> first, Findings findings)
            throws IOException {
        try (var reader = archives.tree(manifest, tree)) {
            if (first.isEmpty()) {
                return Optional.of(census(reader, layer, findings));
            }
            TileRules.seeMetadata(expected(layer), reader.metadata(), findings);
            TileRules.seeSame(first.get(), reader.digests(), findings);
            return Optional.empty();
        }
    }

    private TileCensus census(TileArchiveReader reader, String layer, Findings findings) throws IOException {
        var made = MadeTiles.of(manifest);
        var expected = made.expected(layer);
        var census = TileCensus.strictly(reader, expected.layer(), made.id(), workplace.threads(), session.progress());
        TileRules.see(expected, census, findings);
        TileRules.seeMetadata(expected, reader.metadata(), findings);
        return census;
    }

    private TileRules.Expected expected(String layer) {
        return MadeTiles.of(manifest).expected(layer);
    }

    private void compare(StoredArchives archives, String layer, TileCensus now, Manifest other) throws IOException {
        var findings = new Findings("release " + manifest.id() + ", " + layer + " tiles");
        if (StoredArchives.of(other, layer).isEmpty()) {
            return;
        }
        var made = MadeTiles.of(other);
        try (var reader = archives.any(other, layer)) {
            var before = TileCensus.quickly(reader, made.id(), workplace.threads(), session.progress());
            TileDrift.see(workplace.configuration().checks().drift(), before, now, made.groupCharacters(), findings);
        } catch (IOException e) {
            findings.see(
                    NOT_COMPARED,
                    Severity.WARN,
                    "",
                    "",
                    "it could not be compared with release " + other.id() + ": " + e.getMessage(),
                    "Name another release with --against");
        }
        compared.addAll(findings.list());
    }
}
