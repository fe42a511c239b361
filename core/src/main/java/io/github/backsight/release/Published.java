package io.github.backsight.release;

import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;

/// What is live, as readers must get it.
///
/// @param pointer the digest of `live.json`
/// @param release the one that it names
/// @param archive the shortest PMTiles of the release; empty when it was made without
public record Published(Sha256 pointer, ReleaseId release, Optional<Archive> archive) {

    /// A file that readers fetch in parts.
    ///
    /// @param name below the prefix
    /// @param size in bytes
    public record Archive(String name, long size) {}

    /// {@return what is live below `prefix`; empty when nothing is}
    public static Optional<Published> find(ObjectStore store, String prefix) throws IOException {
        var layout = new Layout(prefix);
        var now = new Live(store, layout).now();
        var version = now.seen().version();
        if (now.pointer().isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        var release = now.pointer().get().release();
        var digest = new StoreReader(store).sha256(layout.live(), version.get());
        var archive = new Releases(store, prefix)
                .find(release).stream()
                        .flatMap(manifest -> manifest.artifacts().stream())
                        .filter(Artifact.File.class::isInstance)
                        .map(Artifact.File.class::cast)
                        .filter(file -> file.name().endsWith(".pmtiles"))
                        .min(Comparator.comparingLong(Artifact.File::size))
                        .map(file -> new Archive("releases/" + release + "/" + file.name(), file.size()));
        return Optional.of(new Published(digest, release, archive));
    }
}
