package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Which kept cutting a build may use, and where it leaves its own.
///
/// @param folder where they are kept
/// @param shared where others find them, and this build those of others
/// @param polygons the SHA-256 of the pinned polygons, input by input in the order of the configuration
/// @param program the version of Backsight: another one's cuttings are not used
/// @param notes hears, one sentence each, what went wrong with shared ones, on which no build depends
public record Cuttings(
        CuttingFolder folder,
        Optional<SharedCuttings> shared,
        List<Sha256> polygons,
        String program,
        Use use,
        Consumer<String> notes) {
    public Cuttings {
        polygons = List.copyOf(polygons);
    }

    /// What a build does with kept cuttings.
    public enum Use {
        READ_AND_KEEP,
        /// For a build that has to prove that the bytes are right from the polygons on.
        KEEP_ONLY
    }

    Optional<Prepared> find(Configuration configuration, boolean cutsTiles, int threads, Progress progress)
            throws IOException {
        if (use == Use.KEEP_ONLY) {
            return Optional.empty();
        }
        var key = key(configuration, cutsTiles);
        var here = folder.find(key, threads, progress);
        return here.isEmpty() && bring(key, progress) ? folder.find(key, threads, progress) : here;
    }

    /// Keeps what this build has made, here and for others.
    void keep(Configuration configuration, boolean cutsTiles, Prepared prepared, Progress progress) {
        var key = key(configuration, cutsTiles);
        folder.keep(key, prepared, progress).ifPresent(file -> share(key, file, progress));
    }

    /// Sees to it that others have what this build has found here.
    void share(Configuration configuration, boolean cutsTiles, Progress progress) {
        var key = key(configuration, cutsTiles);
        folder.kept(key).ifPresent(file -> share(key, file, progress));
    }

    private void share(CuttingKey key, Path file, Progress progress) {
        if (shared.isPresent()) {
            try {
                shared.get().share(key, file, progress);
            } catch (IOException fault) {
                notes.accept("the cutting could not be shared in "
                        + shared.get().store().location() + ": " + fault.getMessage()
                        + ". Other machines read the polygons again");
            }
        }
    }

    /// {@return whether there is a file in the folder now}
    private boolean bring(CuttingKey key, Progress progress) throws IOException {
        if (shared.isEmpty()) {
            return false;
        }
        try {
            var found = shared.get().find(key);
            if (found.isEmpty()) {
                return false;
            }
            var place = folder.placeFor(key, found.get().version().size());
            if (place.isPresent()) {
                shared.get().bring(found.get(), place.get(), progress);
            }
            return place.isPresent();
        } catch (InterruptedIOException | ClosedByInterruptException interrupted) {
            throw interrupted;
        } catch (IOException fault) {
            notes.accept("the cutting that is shared in " + shared.get().store().location()
                    + " could not be brought here: " + fault.getMessage() + ". It is made anew");
            return false;
        }
    }

    private CuttingKey key(Configuration configuration, boolean cutsTiles) {
        return CuttingKey.of(configuration, polygons, program, cutsTiles);
    }
}
