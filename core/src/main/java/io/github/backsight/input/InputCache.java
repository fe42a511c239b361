package io.github.backsight.input;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// A folder of pinned bytes, each a file named by its SHA-256, written aside and verified before it takes that name.
///
/// Safe for use by many threads (one downloads at a time), and by many processes on one folder: one cache object for
/// each folder and process. Two that want the same pin download it once.
public final class InputCache implements AutoCloseable {
    /// What a cache holds unless told otherwise: 10 GiB.
    public static final long MOST_BYTES = 10L << 30;

    private static final long WAIT_MILLIS = 100;

    private final ObjectStore store;
    private final Path folder;
    private final InstantSource clock;
    private final Eviction eviction;
    private final Map<Sha256, Lease> leases = new HashMap<>();

    /// @param folder made when it is not there
    /// @param mostBytes beyond this, files are dropped, least recently used first; never those in use
    /// @param clock tells when a file was last used
    public InputCache(ObjectStore store, Path folder, long mostBytes, InstantSource clock) {
        this.store = store;
        this.folder = folder;
        this.clock = clock;
        this.eviction = new Eviction(folder, mostBytes);
    }

    /// {@return the folder beside a configuration file where its cache lies}
    public static Path folderBeside(Path configurationFile) {
        return configurationFile
                .toAbsolutePath()
                .normalize()
                .resolveSibling(".backsight")
                .resolve("cache");
    }

    /// {@return a file with the pinned bytes, verified just now; it stays until this cache is closed}
    ///
    /// @throws io.github.backsight.finding.BadInputException if the store's bytes do not have the pinned SHA-256
    /// @throws IOException if the store cannot be read or the folder not be written; what was brought so far
    /// stays and is taken up by the next call
    public synchronized Path fetch(Pin pin, Progress progress) throws IOException {
        makeFolder();
        if (!leases.containsKey(pin.sha256())) {
            leases.put(pin.sha256(), Lease.shared(folder, pin.sha256()));
        }
        var file = folder.resolve(pin.sha256().hex());
        while (!isWhole(file, pin, progress)) {
            bring(pin, file, progress);
        }
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        return file;
    }

    /// Lets others drop the files that were fetched.
    @Override
    public synchronized void close() throws IOException {
        for (var lease : leases.values()) {
            lease.close();
        }
        leases.clear();
    }

    private void makeFolder() throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("cannot make the cache folder '" + folder + "': " + e + "; choose another folder", e);
        }
    }

    private static boolean isWhole(Path file, Pin pin, Progress progress) throws IOException {
        try (var in = Files.newInputStream(file);
                var step = progress.start("verifying " + pin.key(), pin.size(), Progress.Unit.BYTES)) {
            return Files.size(file) == pin.size()
                    && Sha256.of(Digests.counted(in, step)).equals(pin.sha256());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// Returns when `file` has been brought by us, or somebody else has had the chance to.
    private void bring(Pin pin, Path file, Progress progress) throws IOException {
        var part = folder.resolve(pin.sha256().hex() + Eviction.PART);
        try {
            eviction.makeRoom(pin.size(), leases.keySet());
            var source = new Stretch.Source(store, pin.key(), pin.version(), pin.size());
            new Transfer(source, Promise.of(pin.sha256()), Transfer.RANGE_BYTES).into(part, progress);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (PartFile.BusyException e) {
            sleep(pin, progress);
        } catch (NoSuchFileException e) {
            // Another process has verified the same part file just before us and given it its name.
            if (!Files.exists(file)) {
                throw e;
            }
        }
    }

    private static void sleep(Pin pin, Progress progress) throws IOException {
        try (var step =
                progress.start("waiting for another process to download " + pin.key(), -1, Progress.Unit.BYTES)) {
            Thread.sleep(WAIT_MILLIS);
            step.advance(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for another download of '" + pin.key() + "'");
        }
    }
}
