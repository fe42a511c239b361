package io.github.backsight.s3;

import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.Optional;

/// Lets a write happen only if an [Expectation] holds at the very moment of writing: compare-and-swap (law 2), by
/// whichever means the server has been proven to have. Safe for use by many threads.
interface Guard {
    /// Makes `attempt` in a way by which it takes effect only if `expectation` holds.
    ///
    /// @throws IOException if it is certain that nothing was written
    Write write(Key key, Expectation expectation, Verb verb, Attempt attempt) throws IOException;

    /// Makes sure that there is such a way, which may take trying it out on scratch objects.
    ///
    /// @throws CannotSwapException if there is none
    void requireProven() throws IOException;

    /// {@return the condition for each of many objects that were found absent a moment ago}
    ///
    /// Two who write the same release at the same time write the same bytes; where the server checks no
    /// condition the later version has them, too.
    Condition ofMany() throws IOException;

    /// Which request writes: servers check conditions of some and not of others.
    enum Verb {
        PUT,
        COPY
    }

    /// One write, with retries of its own.
    @FunctionalInterface
    interface Attempt {
        /// @return [Write.Outrun] when the server refused because of `condition`
        /// @throws IOException if it is certain that nothing was written
        Write under(Condition condition) throws IOException;
    }

    /// What the server itself is asked to check; at most one of the two.
    ///
    /// @param matches the ETag that the newest version must have, spelled as the server wants it
    /// @param absent whether there must be no object
    record Condition(Optional<String> matches, boolean absent) {
        static final Condition NONE = new Condition(Optional.empty(), false);
        static final Condition ABSENT = new Condition(Optional.empty(), true);

        static Condition matches(String etag) {
            return new Condition(Optional.of(etag), false);
        }
    }
}
