package io.github.backsight.s3;

import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/// Looks, then writes: right as long as no other process writes, which the user has promised by `single-writer: true`.
final class SingleWriterGuard implements Guard {
    private final VersionLists lists;
    private final ReentrantLock lock = new ReentrantLock();

    SingleWriterGuard(VersionLists lists) {
        this.lists = lists;
    }

    @Override
    public Write write(Key key, Expectation expectation, Verb verb, Attempt attempt) throws IOException {
        lock.lock();
        try {
            var newest = lists.newest(key);
            return expectation.holds(newest) ? attempt.under(Condition.NONE) : new Write.Outrun(newest);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void requireProven() {
        // The promise is the proof.
    }

    @Override
    public Condition ofMany() {
        return Condition.NONE;
    }
}
