package io.github.backsight.release;

/// An object that is no longer what a plan saw.
public record Moved(Seen from, Seen to) {
    public Moved {
        if (!from.key().equals(to.key())) {
            throw new IllegalArgumentException("two objects: " + from.key() + " and " + to.key());
        }
    }

    /// {@return as in `maps/live.json has moved from version 3 to version 4`}
    public String text() {
        return from.key() + " has moved from " + from.text() + " to " + to.text();
    }
}
