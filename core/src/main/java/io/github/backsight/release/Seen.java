package io.github.backsight.release;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.util.Optional;

/// What a plan saw as the newest entry of a key; when it is another by the time the plan is applied, the plan is stale.
///
/// @param version of the object or of its delete marker; empty when the key had neither
public record Seen(Key key, State state, Optional<VersionId> version) {
    /// What a plain read of the key would have found.
    public enum State {
        VERSION,
        DELETE_MARKER,
        NOTHING
    }

    public Seen {
        if (version.isPresent() == (state == State.NOTHING)) {
            throw new IllegalArgumentException(key + ": " + state + " with version " + version);
        }
    }

    static Seen of(Key key, Optional<Entry> newest) {
        return newest.map(entry -> new Seen(key, stateOf(entry), Optional.of(entry.id())))
                .orElseGet(() -> new Seen(key, State.NOTHING, Optional.empty()));
    }

    static Seen of(Entry.Version version) {
        return of(version.key(), Optional.of(version));
    }

    private static State stateOf(Entry entry) {
        return switch (entry) {
            case Entry.Version unused -> State.VERSION;
            case Entry.DeleteMarker unused -> State.DELETE_MARKER;
        };
    }

    /// {@return what a write must expect so as to do nothing when this is no longer so}
    Expectation expectation() {
        return state == State.VERSION ? new Expectation.NewestIs(version.orElseThrow()) : new Expectation.Absent();
    }

    /// {@return whether a write that expected `seen` and is not there could still land, now that this is newest}
    ///
    /// One that expects a version which has been superseded never can: versions do not become newest again.
    /// One that expects nothing can, should the object be deleted.
    boolean canStillFollow(Seen seen) {
        return seen.state != State.VERSION || equals(seen);
    }

    /// {@return as in `version 7f3a`, `delete marker 91c2` or `nothing`}
    public String text() {
        return switch (state) {
            case VERSION -> "version " + version.orElseThrow();
            case DELETE_MARKER -> "delete marker " + version.orElseThrow();
            case NOTHING -> "nothing";
        };
    }
}
