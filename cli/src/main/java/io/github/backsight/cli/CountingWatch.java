package io.github.backsight.cli;

import io.github.backsight.console.Metrics;
import io.github.backsight.store.ObjectStore;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntSupplier;

/// Counts commands, and what they ask of the store.
record CountingWatch(Metrics metrics) implements Watch {
    @Override
    public ObjectStore over(ObjectStore opened) {
        return metrics.counted(opened);
    }

    @Override
    public int run(String name, IntSupplier command) {
        long begun = metrics.begin();
        int exitCode = command.getAsInt();
        metrics.operation(name, outcome(exitCode), begun);
        return exitCode;
    }

    private static String outcome(int exitCode) {
        return Arrays.stream(ExitCode.values())
                .filter(code -> code.number() == exitCode)
                .map(code -> code.name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("other");
    }
}
