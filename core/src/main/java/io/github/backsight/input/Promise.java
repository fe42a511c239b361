package io.github.backsight.input;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.store.Checksum;
import io.github.backsight.store.Details;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;

/// What the bytes of a version are held against: their SHA-256 where it is known, else another checksum of all of them;
/// else nothing but their number.
///
/// @param checksum empty where the SHA-256 is known
record Promise(Optional<Sha256> sha256, Optional<Checksum> checksum) {

    static Promise of(Details details) {
        return new Promise(details.sha256(), details.sha256().isPresent() ? Optional.empty() : details.checksum());
    }

    static Promise of(Sha256 sha256) {
        return new Promise(Optional.of(sha256), Optional.empty());
    }

    /// What the bytes have.
    ///
    /// @param checksum by the algorithm of the promise, if it is by another than SHA-256
    record Found(Sha256 sha256, Optional<Checksum> checksum) {}

    /// The sums of bytes that come in their order, in constant memory. For one thread.
    static final class Sums {
        private final MessageDigest digest = Sha256.start();
        private final Optional<Checksum.Running> other;

        private Sums(Optional<Checksum.Running> other) {
            this.other = other;
        }

        /// Takes what remains in `bytes`, and leaves it as it is.
        void update(ByteBuffer bytes) {
            digest.update(bytes.duplicate());
            other.ifPresent(running -> running.update(bytes.duplicate()));
        }

        /// {@return the sums of all that was taken; ends the computation}
        Found finished() {
            return new Found(Sha256.finished(digest.digest()), other.map(Checksum.Running::finished));
        }
    }

    Sums start() {
        return new Sums(checksum.map(promised -> Checksum.start(promised.algorithm())));
    }

    boolean isKept(Found found) {
        return sha256.map(found.sha256()::equals).orElse(true) && checksum.equals(found.checksum());
    }

    /// {@return what is said where the promise is not kept}
    BadInputException broken(Found found, ObjectStore store, Key key, VersionId version) {
        return new Findings(key.value())
                .fatal(
                        "input.wrong-digest",
                        "version " + version,
                        "its bytes have the " + difference(found) + " was expected: they are damaged in "
                                + store.location() + " or on the way",
                        "Try again; when it stays so, choose another version with: backsight versions");
    }

    private String difference(Found found) {
        return checksum.map(promised -> promised.algorithm() + " "
                        + found.checksum().map(Checksum::hex).orElse("of nothing") + ", and " + promised.hex())
                .orElseGet(() -> "SHA-256 " + found.sha256() + ", and "
                        + sha256.map(Sha256::hex).orElse("another"));
    }

    Download.Proof proof() {
        if (sha256.isPresent()) {
            return Download.Proof.SHA256;
        }
        return checksum.map(promised -> switch (promised.algorithm()) {
                    case SHA1 -> Download.Proof.SHA1;
                    case CRC64NVME -> Download.Proof.CRC64NVME;
                    case CRC32C -> Download.Proof.CRC32C;
                    case CRC32 -> Download.Proof.CRC32;
                })
                .orElse(Download.Proof.SIZE);
    }
}
