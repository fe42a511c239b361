package io.github.backsight.cli;

import io.github.backsight.config.ConfigurationTemplate;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;

@Command(
        name = "init",
        header = "Write a commented backsight.yaml.",
        description = {
            "",
            "The file is valid as it stands: two inputs, a map and a store in the folder ./store. Each key is explained "
                    + "beside its default. A file that is there already is never overwritten.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight init                          write ./backsight.yaml",
            "  backsight init --config maps/us.yaml    write another file"
        })
final class InitCommand implements Operation {

    /// @param configuration the file that was written
    record Written(String configuration) implements Result {
        @Override
        public void describe(Console console) {
            console.line(
                    "Wrote " + console.strong(configuration) + ". Next: name your inputs in it, then put each one:");
            console.line("  backsight put INPUT FILE");
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        var file = session.configurationFile();
        try {
            Files.writeString(file, ConfigurationTemplate.text(), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "'" + file + "' is there already and is not overwritten. Edit it, or write another with --config.",
                    e);
        }
        return new Written(file.toString());
    }
}
