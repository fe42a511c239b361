package io.github.backsight.input;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Brings one version to a file of the user, goes on where an earlier try broke off, and verifies it.
public final class Download {
    private static final int NAME_DIGITS = 12;

    private final ObjectStore store;
    private final long rangeBytes;

    /// What to do with a file that is there already.
    public enum Existing {
        KEEP,
        REPLACE
    }

    /// What the bytes were held against.
    public enum Proof {
        /// The SHA-256 that the store keeps with the version.
        SHA256,
        /// The SHA-1 that the store keeps of all bytes; so with the three that follow.
        SHA1,
        CRC64NVME,
        CRC32C,
        CRC32,
        /// The size only: the store keeps no checksum of all bytes.
        SIZE
    }

    /// @param sha256 of the file, computed here
    public record Downloaded(Path file, long size, Sha256 sha256, Proof proof) {}

    public Download(ObjectStore store) {
        this(store, Transfer.RANGE_BYTES);
    }

    /// @param rangeBytes how long the ranges are that come at once
    Download(ObjectStore store, long rangeBytes) {
        this.store = store;
        this.rangeBytes = rangeBytes;
    }

    /// Brings the version to `file`, by way of the part file beside it: `file` has its name only once it is whole,
    /// verified and durable. A part file that is left behind is taken up by the next download of the same version.
    ///
    /// @throws FileAlreadyExistsException if `file` is there and to be kept
    /// @throws io.github.backsight.finding.BadInputException if the store's bytes are not those it promised
    public Downloaded to(Path file, Details details, Existing existing, Progress progress) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileAlreadyExistsException(file.toString(), null, "it is a folder; name a file in it with -o");
        }
        if (existing == Existing.KEEP && Files.exists(file)) {
            throw kept(file);
        }
        var version = details.version();
        var part = partOf(file, version);
        var source = new Stretch.Source(store, version.key(), version.id(), version.size());
        var promise = Promise.of(details);
        var digest = new Transfer(source, promise, rangeBytes).into(part, progress);
        switch (existing) {
            case KEEP -> keepOrMove(part, file);
            case REPLACE -> Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Downloaded(file, version.size(), digest, promise.proof());
    }

    /// {@return where the bytes gather; its name tells the version, so that no other one goes on with it}
    static Path partOf(Path file, Entry.Version version) {
        var identity = (version.key() + "\n" + version.id()).getBytes(StandardCharsets.UTF_8);
        var digits = Sha256.of(identity).hex().substring(0, NAME_DIGITS);
        return file.resolveSibling(file.getFileName() + "." + digits + ".part");
    }

    private static void keepOrMove(Path part, Path file) throws IOException {
        try {
            Files.move(part, file);
        } catch (FileAlreadyExistsException e) {
            throw kept(file); // It came while we were downloading; the part file stays.
        }
    }

    private static FileAlreadyExistsException kept(Path file) {
        return new FileAlreadyExistsException(
                file.toString(), null, "it is there already; name another file with -o, or replace it with --force");
    }
}
