package io.github.backsight.cli;

import io.github.backsight.build.Build;
import io.github.backsight.build.CuttingFolder;
import io.github.backsight.build.Cuttings;
import io.github.backsight.build.Outputs;
import io.github.backsight.build.SharedCuttings;
import io.github.backsight.build.Tileify;
import io.github.backsight.config.CuttingPlace;
import io.github.backsight.input.InputCache;
import io.github.backsight.mbtiles.MbtilesWriter;
import io.github.backsight.progress.Progress;
import io.github.backsight.release.Addition;
import io.github.backsight.release.Artifact;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Recipe;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Releases;
import io.github.backsight.release.Verdict;
import io.github.backsight.store.Pin;
import io.github.backsight.viewer.ViewerFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a release of pinned inputs and stores it; nothing becomes live.
///
/// @param threads how many work; the bytes do not depend on it
/// @param cuttings what of earlier builds is used
record ReleaseBuild(Session session, Workplace workplace, int threads, Cuttings.Use cuttings) {

    /// @param recipe that of the configuration
    /// @throws io.github.backsight.finding.BadInputException if an input cannot be used at all
    /// @throws IOException naming the object, if one cannot be read or written
    Manifest build(List<Pin> pins, Recipe recipe, Progress progress) throws IOException {
        var id = ReleaseId.of(pins, recipe, Manifest.FORMAT);
        var releases = new Releases(workplace.store(), workplace.prefix());
        releases.requireRoom(id);
        var configuration = workplace.configuration();
        var cacheFolder = InputCache.folderBeside(configuration.file());
        try (var cache = new InputCache(
                        workplace.store(),
                        cacheFolder,
                        InputCache.MOST_BYTES,
                        session.environment().clock());
                var scratch = ScratchFolder.create(cacheFolder.resolveSibling("work"));
                var trees = new PackedTrees(scratch.path())) {
            var work = new Engine.Work(
                    configuration,
                    id.value(),
                    workplace.store(),
                    pins,
                    scratch.path(),
                    address(id),
                    new Tileify.Formats(trees::begin, MbtilesWriter::to));
            var engine = session.environment().engine();
            try (var made = engine.isPresent() ? engine.get().make(work, progress) : here(work, cache, progress)) {
                trees.addAll(made.spread());
                var manifest = manifest(trees, pins, recipe, withViewer(work, trees, made.outputs()));
                store(releases, manifest, trees, progress);
                made.forget();
                return manifest;
            }
        }
    }

    private Engine.Made here(Engine.Work work, InputCache cache, Progress progress) throws IOException {
        return new MadeHere(new Build(
                        work.configuration(),
                        work.folder(),
                        work.address(),
                        work.formats(),
                        threads,
                        Optional.of(keptCuttings(work.pins())))
                .run(input -> cache.fetch(work.pin(input), progress), progress));
    }

    private static Outputs withViewer(Engine.Work work, PackedTrees trees, Outputs made) throws IOException {
        var sizes = new LinkedHashMap<String, Long>();
        for (var name : made.files()) {
            sizes.put(name, trees.body(name).size());
        }
        var viewer = new ViewerFiles(work.configuration(), work.release(), ProgramVersion.number())
                .write(work.folder(), sizes, made.counts(), work.pins());
        return made.and(new Outputs(viewer.files(), List.of(), Map.of(), Map.of(), viewer.findings()));
    }

    private static void store(Releases releases, Manifest manifest, PackedTrees trees, Progress progress)
            throws IOException {
        if (releases.add(manifest, trees, progress) instanceof Addition.Unsettled unsettled) {
            throw new CommandException(
                    ExitCode.UNKNOWN,
                    "release " + unsettled.release() + " may or may not be stored: "
                            + unsettled.cause().getMessage() + ". Run 'backsight build' again to complete it");
        }
    }

    private Cuttings keptCuttings(List<Pin> pins) {
        var configuration = workplace.configuration();
        var folder = new CuttingFolder(
                CuttingFolder.folderBeside(configuration.file()),
                CuttingFolder.MOST_BYTES,
                session.environment().clock(),
                session::note);
        var shared = SharedCuttings.below(workplace.prefix(), workplace.store());
        return new Cuttings(
                folder,
                configuration.cuttings() == CuttingPlace.SHARED ? Optional.of(shared) : Optional.empty(),
                configuration.coverage().stream()
                        .map(input -> pin(pins, input.name()).sha256())
                        .toList(),
                ProgramVersion.number(),
                cuttings,
                session::note);
    }

    static Pin pin(List<Pin> pins, String input) {
        return pins.stream()
                .filter(pin -> pin.input().equals(input))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no version of '" + input + "' is pinned"));
    }

    /// Where the stable TileJSON, which lies in `tiles` below the prefix, finds the tiles of this release.
    private String address(ReleaseId id) {
        return workplace.configuration().publish().url().orElse("..") + "/releases/" + id + "/tiles/";
    }

    private static Manifest manifest(PackedTrees trees, List<Pin> pins, Recipe recipe, Outputs made)
            throws IOException {
        List<Artifact> artifacts = new ArrayList<>();
        for (var name : made.files()) {
            artifacts.add(trees.file(name));
        }
        for (var name : made.trees()) {
            artifacts.add(trees.artifact(name));
        }
        return Manifest.of(
                ProgramVersion.number(),
                pins,
                recipe,
                artifacts,
                made.tileDigests(),
                made.counts(),
                Verdict.of(made.findings()),
                made.findings());
    }
}
