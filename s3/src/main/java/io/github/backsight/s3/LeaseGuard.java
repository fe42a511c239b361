package io.github.backsight.s3;

import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Write;
import java.io.IOException;

/// Looks and writes while holding the key's lease in another bucket, whose server is proven to compare and swap: for
/// servers that do so only where there are no versions.
///
/// A holder that stops renewing loses the lease, and a request of its own that was under way may still arrive after
/// that: the pause before a takeover is far longer than any request may take, but no lease can exclude it.
///
/// @param leases in the state bucket
record LeaseGuard(VersionLists lists, Leases leases) implements Guard {

    @Override
    public Write write(Key key, Expectation expectation, Verb verb, Attempt attempt) throws IOException {
        try (var lease = leases.take(key)) {
            var newest = lists.newest(key);
            if (!expectation.holds(newest)) {
                return new Write.Outrun(newest);
            }
            lease.requireHeld();
            return attempt.under(Condition.NONE);
        }
    }

    @Override
    public void requireProven() throws IOException {
        leases.requireProven();
    }

    @Override
    public Condition ofMany() {
        return Condition.NONE;
    }
}
