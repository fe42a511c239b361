package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.util.Optional;

/// Which kept cutting a build may use, and where it leaves its own.
///
/// @param folder where they are kept
/// @param polygons the SHA-256 of the pinned polygons
/// @param program the version of Backsight: another one's cuttings are not used
public record Cuttings(CuttingFolder folder, Sha256 polygons, String program, Use use) {
    /// What a build does with kept cuttings.
    public enum Use {
        READ_AND_KEEP,
        /// For a build that has to prove that the bytes are right from the polygons on.
        KEEP_ONLY
    }

    Optional<Prepared> find(Configuration configuration, boolean cutsTiles, int threads, Progress progress)
            throws IOException {
        return use == Use.KEEP_ONLY ? Optional.empty() : folder.find(key(configuration, cutsTiles), threads, progress);
    }

    void keep(Configuration configuration, boolean cutsTiles, Prepared prepared, Progress progress) {
        folder.keep(key(configuration, cutsTiles), prepared, progress);
    }

    private CuttingKey key(Configuration configuration, boolean cutsTiles) {
        return CuttingKey.of(configuration, polygons, program, cutsTiles);
    }
}
