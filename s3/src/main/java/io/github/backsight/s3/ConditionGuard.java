package io.github.backsight.s3;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Write;
import java.io.IOException;

/// Asks the server itself to check, by `If-Match` and `If-None-Match`.
///
/// The server compares ETags, not version ids: a newer version with the very bytes of the expected one passes for it.
/// What must not be confused therefore has bytes of its own, as the live pointer has by the operation that it names.
///
/// Source: Amazon S3 User Guide, "How to prevent object overwrites with conditional writes".
///
/// @param ability what the server was proven to check
record ConditionGuard(VersionReader reader, SwapAbility ability) implements Guard {

    @Override
    public Write write(Key key, Expectation expectation, Verb verb, Attempt attempt) throws IOException {
        if (expectation instanceof Expectation.Absent && verb == Verb.PUT) {
            return attempt.under(Condition.ABSENT); // The server looks, at the right moment.
        }
        var newest = reader.lists().newest(key);
        if (!expectation.holds(newest)) {
            return new Write.Outrun(newest);
        }
        if (verb == Verb.COPY && !ability.copies()) {
            // A restore adds a version and loses none, so looking just before is enough.
            return attempt.under(Condition.NONE);
        }
        return newest.orElse(null) instanceof Entry.Version version
                ? attempt.under(Condition.matches(
                        ability.spelled(reader.head(key, version.id()).etag())))
                : attempt.under(Condition.ABSENT);
    }

    @Override
    public Condition ofMany() {
        return Condition.ABSENT;
    }
}
