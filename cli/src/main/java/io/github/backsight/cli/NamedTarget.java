package io.github.backsight.cli;

import io.github.backsight.release.Target;
import java.io.IOException;

/// The target of a way back as people name it.
final class NamedTarget {
    static final String LAST_GOOD = "last-good";
    static final String PREVIOUS = "previous";

    /// What every command says of it.
    static final String DESCRIPTION = "A release, by at least 4 characters of its id; " + PREVIOUS
            + ", the one that was live before; or " + LAST_GOOD + " (the default).";

    private NamedTarget() {}

    /// @throws CommandException if `text` names no release, or several
    static Target of(Workplace workplace, String text) throws IOException {
        return switch (text) {
            case LAST_GOOD -> new Target.LastGood();
            case PREVIOUS -> new Target.Previous();
            default -> new Target.Release(PublishCommand.resolved(workplace, text));
        };
    }
}
