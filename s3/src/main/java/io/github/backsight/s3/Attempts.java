package io.github.backsight.s3;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;

/// Tries a write until the server has said what became of it, and looks before it tries again: a lost reply is neither
/// a success nor a failure (law 6). Safe for use by many threads.
final class Attempts {
    private final Connection connection;
    private final VersionLists lists;
    private final RandomGenerator random;

    /// @param random spreads the pauses, so that many who were refused at once do not come back at once
    Attempts(Connection connection, VersionLists lists, RandomGenerator random) {
        this.connection = connection;
        this.lists = lists;
        this.random = random;
    }

    /// One write.
    interface Attempt {
        /// {@return the new version's id, as the server answered}
        ///
        /// @throws UnseenException if it answered none, and no such version is there
        VersionId send() throws IOException;

        /// {@return what an earlier attempt has written after all, if it has}
        Optional<VersionId> find() throws IOException;
    }

    /// @param asked what is to be done, as in `write 'maps/live.json'`
    /// @throws IOException if it is certain that nothing was written
    Write run(Key key, String asked, Action action, Attempt attempt) throws IOException {
        Optional<IOException> doubt = Optional.empty();
        for (int number = 1; ; number++) {
            IOException fault;
            try {
                return new Write.Stored(attempt.send());
            } catch (UnseenException e) {
                fault = e;
                doubt = Optional.of(e);
            } catch (SdkException e) {
                fault = connection.faults().of(e, asked, action, key.value());
                switch (Faults.kind(e)) {
                    case REFUSED -> {
                        return doubt.isPresent() ? settled(attempt, doubt.get()) : refused(fault);
                    }
                    case CONDITION -> {
                        return outrun(key, attempt, doubt);
                    }
                    case BUSY -> {}
                    case DOUBTFUL -> doubt = Optional.of(fault);
                }
            }
            if (doubt.isPresent()) {
                var found = found(attempt, doubt.get());
                if (!(found instanceof Write.Unknown) || number == Connection.MOST_ATTEMPTS) {
                    return found;
                }
            } else if (number == Connection.MOST_ATTEMPTS) {
                throw fault;
            }
            pause(number);
        }
    }

    private static Write refused(IOException fault) throws IOException {
        throw fault;
    }

    private Write outrun(Key key, Attempt attempt, Optional<IOException> doubt) throws IOException {
        if (doubt.isPresent()) {
            var found = attempt.find();
            if (found.isPresent()) {
                return new Write.Stored(found.get());
            }
        }
        Optional<Entry> newest = lists.newest(key);
        return new Write.Outrun(newest);
    }

    private static Write settled(Attempt attempt, IOException doubt) {
        return found(attempt, doubt);
    }

    private static Write found(Attempt attempt, IOException doubt) {
        try {
            return attempt.find().<Write>map(Write.Stored::new).orElseGet(() -> new Write.Unknown(doubt));
        } catch (IOException e) {
            doubt.addSuppressed(e);
            return new Write.Unknown(doubt);
        }
    }

    private void pause(int number) throws InterruptedIOException {
        long most = connection.firstPause().toMillis() << (number - 1);
        try {
            Thread.sleep(most / 2 + random.nextLong(most / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two attempts to write");
        }
    }
}
