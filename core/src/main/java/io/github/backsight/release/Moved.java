package io.github.backsight.release;

import java.util.Optional;

/// An object that is no longer what a plan saw.
///
/// @param by who or what made it so, as far as that is known
public record Moved(Seen from, Seen to, Optional<String> by) {
    public Moved {
        if (!from.key().equals(to.key())) {
            throw new IllegalArgumentException("two objects: " + from.key() + " and " + to.key());
        }
    }

    Moved(Seen from, Seen to) {
        this(from, to, Optional.empty());
    }

    Moved by(Optional<String> who) {
        return new Moved(from, to, who);
    }

    /// {@return as in `maps/live.json has moved from version 3 to version 4 (publish by ann at ...)`}
    public String text() {
        return from.key() + " has moved from " + from.text() + " to " + to.text()
                + by.map(who -> " (" + who + ")").orElse("");
    }
}
