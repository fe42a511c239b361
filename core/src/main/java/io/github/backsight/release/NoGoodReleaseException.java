package io.github.backsight.release;

import java.io.IOException;
import java.util.List;

/// There is no good release to go back to.
public final class NoGoodReleaseException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<PassedOver> passedOver;

    NoGoodReleaseException(List<PassedOver> passedOver) {
        super(message(passedOver));
        this.passedOver = List.copyOf(passedOver);
    }

    private static String message(List<PassedOver> passedOver) {
        var text = new StringBuilder("no good release was live before the one that is live now");
        passedOver.forEach(passed ->
                text.append("\n  ").append(passed.release()).append(": ").append(passed.why()));
        return text.append("\nname the release to go back to: backsight releases, then backsight rollback RELEASE")
                .toString();
    }

    /// {@return the releases that were live before, newest first, and why each was not taken}
    public List<PassedOver> passedOver() {
        return passedOver;
    }
}
