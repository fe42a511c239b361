package io.github.backsight.release;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;

/// Copies the files of a release out of the store, each verified by SHA-256 before it takes its name.
///
/// @param folder where they go, under their names in the release; made when it is not there
public record Export(Releases releases, Path folder) {
    private static final String PART = ".part";

    /// Copies every artifact of `manifest`, replacing files of the same name.
    ///
    /// @return how many files were written
    /// @throws IOException naming the file, if its bytes are not what the manifest says, or it cannot be written
    public long run(Manifest manifest, Progress progress) throws IOException {
        long files = manifest.artifacts().stream().mapToLong(Export::fileCount).sum();
        try (var step = progress.start("writing " + folder, files, Progress.Unit.ITEMS)) {
            for (var artifact : manifest.artifacts()) {
                switch (artifact) {
                    case Artifact.File file -> {
                        copy(manifest.id(), file.name(), file.sha256());
                        step.advance(1);
                    }
                    case Artifact.Tree tree -> copy(manifest.id(), tree, step);
                }
            }
        }
        return files;
    }

    private static long fileCount(Artifact artifact) {
        return switch (artifact) {
            case Artifact.File file -> 1;
            case Artifact.Tree tree -> tree.files();
        };
    }

    private void copy(ReleaseId release, Artifact.Tree tree, Progress.Step step) throws IOException {
        byte[] index;
        try (var in = releases.open(release, tree.index().name())) {
            index = in.readAllBytes();
        }
        if (!Sha256.of(index).equals(tree.index().sha256())) {
            throw damaged(release, tree.index().name());
        }
        var entries = TreeIndex.of(index, tree.index().name()).entries();
        Looks.atMany(
                releases.store(),
                entries,
                entry -> copy(release, tree.name() + "/" + entry.path(), entry.sha256()),
                (entry, file) -> step.advance(1));
    }

    private Path copy(ReleaseId release, String name, Sha256 expected) throws IOException {
        var target = folder.resolve(name).normalize();
        if (!target.startsWith(folder.normalize())) {
            throw new IOException("release " + release + " names a file outside its folder: '" + name
                    + "'. Its manifest is not Backsight's; nothing was written there");
        }
        Files.createDirectories(target.getParent());
        var part = target.resolveSibling("." + target.getFileName() + PART);
        var digest = Sha256.start();
        try (var in = new DigestInputStream(releases.open(release, name), digest)) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Sha256.finished(digest.digest()).equals(expected)) {
            Files.delete(part);
            throw damaged(release, name);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return target;
    }

    private static IOException damaged(ReleaseId release, String name) {
        return new IOException("'" + name + "' of release " + release
                + " does not have the SHA-256 that its manifest says: the store is damaged. Make another release live, "
                + "and restore the object from a backup");
    }
}
