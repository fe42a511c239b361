package io.github.backsight.console;

import io.github.backsight.progress.Progress;
import java.nio.file.Path;

/// Nobody asks it for anything.
final class NoChanges implements Changes {
    @Override
    public Planned plan(Person who, Wish wish, Path file) {
        throw new AssertionError("nothing may be planned");
    }

    @Override
    public Ending apply(Person who, Path plan, String digest, Progress progress) {
        throw new AssertionError("nothing may be applied");
    }

    @Override
    public Ending recover(Person who, Progress progress) {
        throw new AssertionError("nothing may be completed");
    }

    @Override
    public Ending unfreeze(Person who, String reason) {
        throw new AssertionError("nothing may be lifted");
    }

    @Override
    public Ending check(Person who, String input, Path file, Progress progress) {
        throw new AssertionError("nothing may be checked");
    }

    @Override
    public Ending put(Person who, String input, Path file, boolean force, Progress progress) {
        throw new AssertionError("nothing may be stored");
    }
}
