package io.github.backsight.cli;

import io.github.backsight.archive.PmtilesReader;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.input.InputCache;
import io.github.backsight.progress.Progress;
import io.github.backsight.release.Artifact;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The two tile archives of a release, fetched to this machine for as long as they are read.
record ReleaseTiles(ScratchFolder folder, TileArchiveReader high, TileArchiveReader low) implements AutoCloseable {

    /// @throws CommandException if the release was made without PMTiles
    static ReleaseTiles fetch(Session session, Workplace workplace, Releases releases, Manifest manifest)
            throws IOException {
        var cache = InputCache.folderBeside(workplace.configuration().file());
        var folder = ScratchFolder.create(cache.resolveSibling("work"));
        try {
            var high = fetch(session, releases, manifest, "tiles/high.pmtiles", folder.path());
            var low = fetch(session, releases, manifest, "tiles/low.pmtiles", folder.path());
            return new ReleaseTiles(folder, PmtilesReader.open(high), PmtilesReader.open(low));
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private static Path fetch(Session session, Releases releases, Manifest manifest, String name, Path folder)
            throws IOException {
        if (!(manifest.artifact(name).orElse(null) instanceof Artifact.File artifact)) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "release " + manifest.id() + " has no " + name
                            + ". Only releases made with 'pmtiles' among the outputs can be drawn.");
        }
        var file = folder.resolve(name.replace('/', '-'));
        try (var step = session.progress().start("reading " + name, artifact.size(), Progress.Unit.BYTES);
                var in = releases.open(manifest.id(), name);
                var out = Files.newOutputStream(file)) {
            step.advance(in.transferTo(out));
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        high.close();
        low.close();
        folder.close();
    }
}
