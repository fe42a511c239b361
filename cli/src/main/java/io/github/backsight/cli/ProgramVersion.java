package io.github.backsight.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version as the jar's manifest tells it.
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var packaged = ProgramVersion.class.getPackage().getImplementationVersion();
        return new String[] {
            "backsight " + Optional.ofNullable(packaged).orElse("(not packaged)"),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
