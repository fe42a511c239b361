package io.github.backsight.s3;

import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Leases on keys, one small object each in a bucket without versions. Each is moved by compare-and-swap only, never
/// deleted. No two clocks are compared: who waits takes a lease over only after having watched it unchanged for
/// `patience` by its own clock, and who holds one changes it several times in that while. Safe for use by many threads.
final class Leases {
    private static final String FREE = "free";
    private static final long PAUSE_MILLIS = 100;
    private static final int TURNS = 6;

    private final Connection connection;
    private final SwapMemory memory;
    private final String store;
    private final String owner;
    private final Supplier<String> nonces;
    private final LongSupplier nanoTime;
    private final Duration patience;
    private Optional<SwapAbility> proven = Optional.empty();

    /// @param connection to the bucket that holds the leases
    /// @param store the name of the bucket whose keys they are on
    /// @param owner who takes them, for people to read
    /// @param nanoTime a clock that never jumps
    Leases(
            Connection connection,
            SwapMemory memory,
            String store,
            String owner,
            Supplier<String> nonces,
            LongSupplier nanoTime,
            Duration patience) {
        this.connection = connection;
        this.memory = memory;
        this.store = store;
        this.owner = owner;
        this.nonces = nonces;
        this.nanoTime = nanoTime;
        this.patience = patience;
    }

    /// What a lease object holds and its ETag, spelled as the server wants it.
    record Seen(String text, String etag) {}

    /// @throws CannotSwapException if leases cannot be kept apart in that bucket
    void requireProven() throws IOException {
        ability();
    }

    /// @throws IOException if it cannot be had
    Lease take(Key key) throws IOException {
        var ability = ability();
        var name = name(key);
        var mine = owner + " " + nonces.get();
        var watched = Optional.<Seen>empty();
        long since = nanoTime.getAsLong();
        while (true) {
            var seen = seen(name, ability);
            if (!seen.equals(watched)) {
                watched = seen;
                since = nanoTime.getAsLong();
            }
            boolean free = seen.isEmpty() || seen.get().text().startsWith(FREE);
            if (free || nanoTime.getAsLong() - since > patience.toNanos()) {
                var condition =
                        seen.map(each -> Guard.Condition.matches(each.etag())).orElse(Guard.Condition.ABSENT);
                long begunNanos = nowNanos();
                var taken = move(name, mine, condition, ability);
                if (taken.isPresent()) {
                    return new Lease(this, name, mine, taken.get(), ability, patience.dividedBy(TURNS), begunNanos);
                }
            } else {
                pause(key);
            }
        }
    }

    /// {@return the key of the lease's object; for a key so long that it would be too long, by the digest of it}
    String name(Key key) {
        var name = "backsight/" + store + "/" + key + ".lease";
        return name.getBytes(StandardCharsets.UTF_8).length <= Key.MOST_BYTES
                ? name
                : "backsight/" + store + "/"
                        + Sha256.of(key.value().getBytes(StandardCharsets.UTF_8))
                                .hex() + ".lease";
    }

    long nowNanos() {
        return nanoTime.getAsLong();
    }

    /// {@return whether nobody can have taken over by now what was renewed then, with as much time to spare again}
    boolean isFresh(long renewedNanos) {
        return nowNanos() - renewedNanos < patience.dividedBy(2).toNanos();
    }

    private synchronized SwapAbility ability() throws IOException {
        if (proven.isEmpty()) {
            requireNoVersions();
            var ability = memory.recall();
            if (!ability.swaps()) {
                throw new CannotSwapException(location(), ability);
            }
            proven = Optional.of(ability);
        }
        return proven.get();
    }

    private void requireNoVersions() throws IOException {
        var status = Requests.answer(
                        connection,
                        "ask whether versions are kept",
                        Action.READ_VERSIONING,
                        "",
                        () -> connection.reader().getBucketVersioning(request -> request.bucket(connection.name())))
                .status();
        if (status == BucketVersioningStatus.ENABLED) {
            throw new CannotSwapException(
                    location() + " is named as 'state' and keeps versions. Name a bucket that keeps none:"
                            + " its server may compare and swap only there, and every lease would stay for ever");
        }
    }

    String location() {
        return connection.bucket().text();
    }

    private static void pause(Key key) throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for another who writes '" + key + "'");
        }
    }

    private Optional<Seen> seen(String name, SwapAbility ability) throws IOException {
        try {
            var answer = connection
                    .reader()
                    .getObjectAsBytes(get -> get.bucket(connection.name()).key(name));
            return Optional.of(
                    new Seen(answer.asUtf8String(), spelled(answer.response().eTag(), ability)));
        } catch (SdkException e) {
            if (e instanceof S3Exception missing && Faults.saysMissing(missing)) {
                return Optional.empty();
            }
            throw connection.faults().of(e, "read the lease '" + name + "'", Action.READ_OBJECT, name);
        }
    }

    private static String spelled(String etag, SwapAbility ability) {
        return ability.spelled("\"" + Multipart.unquoted(etag) + "\"");
    }

    /// {@return the new ETag; empty when somebody else was faster}
    Optional<String> move(String name, String text, Guard.Condition condition, SwapAbility ability) throws IOException {
        try {
            var answer = connection
                    .writer()
                    .putObject(
                            put -> {
                                put.bucket(connection.name()).key(name).contentType("text/plain; charset=utf-8");
                                condition.matches().ifPresent(put::ifMatch);
                                if (condition.absent()) {
                                    put.ifNoneMatch("*");
                                }
                            },
                            RequestBody.fromString(text));
            return Optional.of(spelled(answer.eTag(), ability));
        } catch (SdkException e) {
            return switch (Faults.kind(e)) {
                case CONDITION -> Optional.empty();
                // Each text is written once only: finding it means that it was written.
                case BUSY, DOUBTFUL ->
                    seen(name, ability).filter(seen -> seen.text().equals(text)).map(Seen::etag);
                case REFUSED -> throw connection.faults().of(e, "write the lease '" + name + "'", Action.WRITE, name);
            };
        }
    }

    /// {@return what a lease that nobody holds says}
    String free() {
        return FREE + " " + nonces.get();
    }
}
