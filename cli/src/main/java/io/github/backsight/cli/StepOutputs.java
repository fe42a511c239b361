package io.github.backsight.cli;

import io.github.backsight.build.Outputs;
import java.time.Duration;

/// What a step wrote below a folder.
record StepOutputs(String folder, Outputs made, long milliseconds) implements Result {
    @Override
    public void describe(Console console) {
        console.weightyFindings(made.findings());
        BuildCommand.Built.describe(made.counts(), console);
        made.files().forEach(name -> console.line("wrote " + folder + "/" + name));
        made.trees().forEach(name -> console.line("wrote " + folder + "/" + name + "/{z}/{x}/{y}.pbf"));
        console.line("in " + Figures.duration(Duration.ofMillis(milliseconds)));
    }
}
