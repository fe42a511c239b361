package io.github.backsight.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version as the jar's manifest tells it.
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "backsight " + number(),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }

    /// {@return the number alone, as manifests record it}
    static String number() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
