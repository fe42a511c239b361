package io.github.backsight.release;

import java.util.function.LongPredicate;

/// The process that runs operations, as others see it in the lock.
///
/// @param host as people call the machine; leases of the same host are held to be of this machine
/// @param process its number here
/// @param runs whether a process of that number runs on this machine now
public record LeaseOwner(String host, long process, LongPredicate runs) {
    /// Of whom nothing is known: no process of that host runs, so that nobody waits for what it left behind.
    static final LeaseOwner NOBODY = new LeaseOwner("some host", 0, process -> false);

    /// {@return whether the process that took `lease` is known to have ended}
    boolean knowsToBeGone(Lease lease) {
        return lease.host().equals(host) && !runs.test(lease.process());
    }
}
