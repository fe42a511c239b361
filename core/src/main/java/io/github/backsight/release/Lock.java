package io.github.backsight.release;

import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The object `lock.json`: keeps operations on one map out of each other's way. Safe for use by many threads.
///
/// It makes people wait instead of failing; it is not what keeps the map whole. That is the compare-and-swap of the
/// pointer: an operation whose lease was taken over, rightly or by a clock that is wrong, is refused there. So leases
/// may be judged by plain clocks, and a lease is taken over
///
/// - when it has expired by the clock of who wants it,
/// - when its process is known to have ended (the same machine, and no process of that number),
/// - when it is a publish's, by a rollback or an undo: nobody waits for a job when the map is wrong.
public final class Lock {
    private static final Duration LASTS = Duration.ofMinutes(1);
    private static final int TURNS = 3;
    private static final int MOST_ATTEMPTS = 4;

    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;
    private final LeaseOwner owner;
    private final Clock clock;
    private final Duration lasts;

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public Lock(ObjectStore store, String prefix, LeaseOwner owner, Clock clock) {
        this(store, new Layout(prefix), owner, clock, LASTS);
    }

    Lock(ObjectStore store, Layout layout, LeaseOwner owner, Clock clock) {
        this(store, layout, owner, clock, LASTS);
    }

    /// @param lasts how long others wait for a lease that is not renewed
    Lock(ObjectStore store, Layout layout, LeaseOwner owner, Clock clock, Duration lasts) {
        this.store = store;
        this.layout = layout;
        this.reader = new StoreReader(store);
        this.owner = owner;
        this.clock = clock;
        this.lasts = lasts;
    }

    /// The newest version of the lock.
    ///
    /// @param lease empty when there is none, or its bytes are none: then nobody holds it
    private record Newest(Expectation expectation, Optional<VersionId> version, Optional<Lease> lease) {
        boolean has(String token) {
            return lease.map(Lease::token).equals(Optional.of(token));
        }
    }

    private Newest newest() throws IOException {
        var found = reader.find(layout.lock());
        if (found.isEmpty()) {
            return new Newest(new Expectation.Absent(), Optional.empty(), Optional.empty());
        }
        var version = found.get().version();
        return new Newest(
                new Expectation.NewestIs(version),
                Optional.of(version),
                parsed(found.get().bytes(), layout));
    }

    private static Optional<Lease> parsed(byte[] bytes, Layout layout) throws IOException {
        try {
            return Optional.of(ReleaseJson.read(
                    bytes, Lease.class, Lease.FORMAT, layout.lock().value()));
        } catch (ReleaseJson.DamagedException e) {
            return Optional.empty();
        }
    }

    /// {@return the lease that was taken last, unless it was given back; it may have expired}
    static Optional<Lease> last(StoreReader reader, Layout layout) throws IOException {
        var found = reader.find(layout.lock());
        return found.isEmpty()
                ? Optional.empty()
                : parsed(found.get().bytes(), layout).filter(lease -> !lease.released());
    }

    /// {@return for whom `action` would have to wait now; empty when for nobody}
    public Optional<Lease> inTheWayOf(Action action) throws IOException {
        return newest().lease()
                .filter(lease -> !lease.released())
                .filter(lease -> whyTakenOver(lease, action).isEmpty());
    }

    /// What became of taking the lock.
    sealed interface Taken {
        /// @param over what was taken over and why; empty when the lock was free
        record Held(Hold hold, Optional<String> over) implements Taken {}

        /// Nothing was changed.
        record Busy(Lease lease) implements Taken {}
    }

    /// Takes the lock for `operation`, unless somebody holds it.
    ///
    /// @throws IOException if it can be neither taken nor found to be held; only the lock may have changed
    Taken take(OperationId operation, Action action, String who, RandomGenerator random) throws IOException {
        var token = String.format(Locale.ROOT, "%016x", random.nextLong());
        var over = Optional.<String>empty();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var newest = newest();
            if (newest.has(token)) {
                // An attempt whose reply was lost.
                return held(newest.lease().orElseThrow(), newest.version().orElseThrow(), over);
            }
            var other = newest.lease().filter(lease -> !lease.released());
            if (other.isPresent()) {
                over = whyTakenOver(other.get(), action);
                if (over.isEmpty()) {
                    return new Taken.Busy(other.get());
                }
            }
            var now = clock.instant();
            var lease = new Lease(
                    Lease.FORMAT,
                    operation,
                    action,
                    who,
                    owner.host(),
                    owner.process(),
                    token,
                    now,
                    now.plus(lasts),
                    0,
                    false);
            if (put(lease, newest.expectation()) instanceof Write.Stored stored) {
                return held(lease, stored.id(), over);
            }
        }
        throw new IOException("'" + layout.lock() + "' could not be taken in " + MOST_ATTEMPTS
                + " attempts: others write it, or the store does not answer; try again");
    }

    private Taken held(Lease lease, VersionId version, Optional<String> over) {
        return new Taken.Held(new Hold(lease, version), over);
    }

    private Write put(Lease lease, Expectation expectation) throws IOException {
        return store.put(layout.lock(), Body.of(ReleaseJson.bytes(lease)), Live.ALWAYS_ASKED, expectation);
    }

    /// {@return why `action` need not wait for a lease that was not given back; empty when it has to}
    private Optional<String> whyTakenOver(Lease lease, Action action) {
        if (!lease.isHeldAt(clock.instant())) {
            return Optional.of(
                    lease.text() + ", whose lease expired at " + lease.expires().truncatedTo(ChronoUnit.SECONDS));
        }
        if (owner.knowsToBeGone(lease)) {
            return Optional.of(lease.text() + ", whose process has ended");
        }
        return action != Action.PUBLISH && lease.action() == Action.PUBLISH
                ? Optional.of(lease.text() + ", which goes last")
                : Optional.empty();
    }

    /// The lock, held and renewed on a thread of its own until it is closed.
    final class Hold implements AutoCloseable {
        private final Thread renewal;
        private Lease lease;
        private VersionId version;
        private boolean closed;

        private Hold(Lease lease, VersionId version) {
            this.lease = lease;
            this.version = version;
            this.renewal = Thread.ofPlatform().daemon().name("lock of the map").start(this::renewInTurn);
        }

        /// {@return who has taken the lock over since; empty while nobody has}
        ///
        /// @throws IOException if it cannot be found out
        synchronized Optional<Lease> takenOverBy() throws IOException {
            return newest().lease().filter(now -> !now.token().equals(lease.token()));
        }

        private void renewInTurn() {
            try {
                while (true) {
                    Thread.sleep(lasts.dividedBy(TURNS));
                    renew();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// Where it fails, it is tried again in the next turn; of those there are some before the lease expires.
        private synchronized void renew() {
            if (!closed) {
                write(lease.renewedUntil(clock.instant().plus(lasts)));
            }
        }

        private void write(Lease next) {
            try {
                if (put(next, new Expectation.NewestIs(version)) instanceof Write.Stored stored) {
                    lease = next;
                    version = stored.id();
                    return;
                }
                var newest = newest();
                if (newest.has(lease.token())) {
                    lease = newest.lease().orElseThrow();
                    version = newest.version().orElseThrow();
                }
            } catch (IOException e) {
                // Others wait until it expires; who took it over is asked for before the pointer moves.
                return;
            }
        }

        /// Gives the lock back; where that fails, others wait until it expires.
        @Override
        public synchronized void close() {
            closed = true;
            renewal.interrupt();
            write(lease.givenBack());
        }
    }
}
