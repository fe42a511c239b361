package io.github.backsight.cli;

import io.github.backsight.archive.PmtilesReader;
import io.github.backsight.archive.PmtilesStructure;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.input.InputCache;
import io.github.backsight.mbtiles.MbtilesReader;
import io.github.backsight.mbtiles.MbtilesStructure;
import io.github.backsight.progress.Progress;
import io.github.backsight.release.Artifact;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Releases;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The tile archives of releases, each fetched to this machine to be looked at. For one thread.
final class StoredArchives implements AutoCloseable {
    private static final String MBTILES = ".mbtiles";

    private final Session session;
    private final Releases releases;
    private final ScratchFolder folder;

    private StoredArchives(Session session, Releases releases, ScratchFolder folder) {
        this.session = session;
        this.releases = releases;
        this.folder = folder;
    }

    static StoredArchives open(Session session, Workplace workplace) throws IOException {
        var cache = InputCache.folderBeside(workplace.configuration().file());
        return new StoredArchives(
                session,
                new Releases(workplace.store(), workplace.prefix()),
                ScratchFolder.create(cache.resolveSibling("work")));
    }

    /// {@return the archives of a layer that a release has: PMTiles, MBTiles, the tree, those that are there}
    static List<Artifact> of(Manifest manifest, String layer) {
        var name = "tiles/" + layer;
        return Stream.of(name + ".pmtiles", name + MBTILES, name)
                .map(manifest::artifact)
                .flatMap(Optional::stream)
                .toList();
    }

    /// {@return a copy of an archive that is a single file}
    ///
    /// @param findings gets what is wrong with its bytes
    /// @return empty if it cannot be had at all
    Optional<Path> fetch(Manifest manifest, Artifact.File artifact, Findings findings) throws IOException {
        var file = folder.path().resolve(manifest.id() + "-" + artifact.name().replace('/', '-'));
        Sha256 digest;
        try (var in = new DigestInputStream(releases.open(manifest.id(), artifact.name()), Sha256.start());
                var step =
                        session.progress().start("reading " + artifact.name(), artifact.size(), Progress.Unit.BYTES)) {
            Files.copy(in, file);
            step.advance(artifact.size());
            digest = Sha256.finished(in.getMessageDigest().digest());
        } catch (IOException e) {
            see(findings, "release.unreadable", "it cannot be read: " + e.getMessage());
            return Optional.empty();
        }
        if (!digest.equals(artifact.sha256())) {
            see(findings, "release.changed", "it has other bytes than its manifest says");
        }
        return Optional.of(file);
    }

    private static void see(Findings findings, String code, String message) {
        findings.see(
                code,
                Severity.FAIL,
                "",
                "",
                message,
                "Go back to another release; an earlier version of the object may be whole");
    }

    static List<String> faults(Path archive) throws IOException {
        return isMbtiles(archive) ? MbtilesStructure.faults(archive) : PmtilesStructure.faults(archive);
    }

    static TileArchiveReader open(Path archive) throws IOException {
        return isMbtiles(archive) ? MbtilesReader.open(archive) : PmtilesReader.open(archive);
    }

    private static boolean isMbtiles(Path archive) {
        return archive.toString().endsWith(MBTILES);
    }

    StoredTree tree(Manifest manifest, Artifact.Tree artifact) throws IOException {
        return StoredTree.open(releases, manifest.id(), artifact);
    }

    /// {@return the tiles of a layer, from the first archive of it that can be fetched}
    ///
    /// @throws IOException if there is none
    TileArchiveReader any(Manifest manifest, String layer) throws IOException {
        for (var artifact : of(manifest, layer)) {
            switch (artifact) {
                case Artifact.File file -> {
                    var copy = fetch(manifest, file, new Findings(file.name()));
                    if (copy.isPresent()) {
                        return open(copy.get());
                    }
                }
                case Artifact.Tree tree -> {
                    return tree(manifest, tree);
                }
            }
        }
        throw new IOException("release " + manifest.id() + " has no " + layer + " tiles that can be read");
    }

    Releases releases() {
        return releases;
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
