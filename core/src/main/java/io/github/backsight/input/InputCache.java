package io.github.backsight.input;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import java.io.IOException;
import java.nio.file.Path;

/// A folder of pinned bytes, each a file named by its SHA-256.
///
/// Safe for use by many threads, and by many processes on one folder (one cache object for each folder and process).
@SuppressWarnings("DoNotCallSuggester")
public final class InputCache implements AutoCloseable {
    /// What a cache holds unless told otherwise: 10 GiB.
    public static final long MOST_BYTES = 10L << 30;

    private final ObjectStore store;
    private final Path folder;
    private final long mostBytes;

    /// @param folder made when it is not there
    /// @param mostBytes beyond this, files are dropped, least recently used first; never those in use
    public InputCache(ObjectStore store, Path folder, long mostBytes) {
        this.store = store;
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /// {@return the folder beside a configuration file where its cache lies}
    public static Path folderBeside(Path configurationFile) {
        return configurationFile.toAbsolutePath().resolveSibling(".backsight").resolve("cache");
    }

    /// {@return a file with the pinned bytes, verified just now; it stays until this cache is closed}
    ///
    /// @throws io.github.backsight.finding.BadInputException if the store's bytes do not have the pinned SHA-256
    public Path fetch(Pin pin, Progress progress) throws IOException {
        throw new UnsupportedOperationException(pin + " " + progress + store + folder + mostBytes);
    }

    /// Lets others drop the files that were fetched.
    @Override
    public void close() throws IOException {}
}
