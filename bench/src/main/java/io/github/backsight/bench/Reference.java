package io.github.backsight.bench;

import java.nio.file.Path;

/// The reference script as a peer of several rows, which share one run of it in each turn.
final class Reference {
    private final Combination combination;
    private final SharedAttempt run;

    Reference(Combination combination) {
        this.combination = combination;
        this.run = new SharedAttempt(combination::run);
    }

    /// {@return the whole script}
    Attempt whole() {
        return run.share();
    }

    /// {@return what the script says of its dissolve}
    Attempt dissolve() {
        var whole = run.share();
        return () -> {
            whole.run();
            return combination.dissolve();
        };
    }

    /// {@return the script, then other work on what it wrote}
    Attempt before(Attempt next) {
        var whole = run.share();
        return () -> whole.run().then(next.run());
    }

    Path high() {
        return combination.high();
    }

    Path low() {
        return combination.low();
    }
}
