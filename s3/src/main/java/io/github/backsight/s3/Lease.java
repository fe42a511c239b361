package io.github.backsight.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A lease that this process holds, and renews on a thread of its own until it is closed. When it cannot be renewed,
/// the thread that took it is interrupted.
///
/// A process that was stopped for a while (a suspended laptop, a frozen machine) has not noticed that others waited: it
/// counts as holding the lease only for half the others' patience since it last began to renew it, by its own clock.
final class Lease implements AutoCloseable {
    private static final int MOST_FAILURES = 2;

    private final Leases leases;
    private final String name;
    private final String mine;
    private final SwapAbility ability;
    private final Thread holder = Thread.currentThread();
    private final Thread renewal;
    private String etag;
    private int failures;
    private boolean held = true;
    private long renewedNanos;
    private boolean closed;

    /// @param begunNanos when the request that took it was sent, by the clock of `leases`
    Lease(Leases leases, String name, String mine, String etag, SwapAbility ability, Duration turn, long begunNanos) {
        this.leases = leases;
        this.name = name;
        this.mine = mine;
        this.etag = etag;
        this.renewedNanos = begunNanos;
        this.ability = ability;
        this.renewal = Thread.ofPlatform().daemon().name("lease " + name).start(() -> renew(turn));
    }

    /// @throws IOException if somebody else may have taken it over
    synchronized void requireHeld() throws IOException {
        if (!held || !leases.isFresh(renewedNanos)) {
            throw new IOException("the lease '" + name + "' in " + leases.location()
                    + " was lost before anything was written. Try again");
        }
    }

    private void renew(Duration turn) {
        for (long beat = 1; ; beat++) {
            try {
                Thread.sleep(turn);
            } catch (InterruptedException e) {
                return;
            }
            if (!renewed(beat)) {
                return;
            }
        }
    }

    private synchronized boolean renewed(long beat) {
        if (closed) {
            return false;
        }
        long begunNanos = leases.nowNanos();
        if (moved(mine + " " + beat).isPresent()) {
            failures = 0;
            renewedNanos = begunNanos;
        } else {
            failures++;
        }
        held = failures < MOST_FAILURES;
        if (!held) {
            holder.interrupt();
        }
        return held;
    }

    private Optional<String> moved(String text) {
        try {
            var moved = leases.move(name, text, Guard.Condition.matches(etag), ability);
            moved.ifPresent(now -> etag = now);
            return moved;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Frees the lease; where that fails, others wait a little longer.
    @Override
    public synchronized void close() {
        closed = true;
        renewal.interrupt();
        if (held) {
            moved(leases.free());
        }
    }
}
