package io.github.backsight.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Versions of inputs as `--pin` names them: `score=VERSION` or `score@VERSION`.
final class PinnedVersions {
    private static final Pattern PIN = Pattern.compile("([^=@]+)[=@](.+)");

    private PinnedVersions() {}

    /// {@return the version of each input that is named, in their order}
    ///
    /// @throws CommandException if one is written otherwise, or an input is named twice
    static Map<String, String> parse(List<String> written) throws CommandException {
        var versions = new LinkedHashMap<String, String>();
        for (var pin : written) {
            var parts = PIN.matcher(pin);
            if (!parts.matches()) {
                throw new CommandException(
                        ExitCode.USAGE, "--pin takes INPUT=VERSION or INPUT@VERSION, not '" + pin + "'");
            }
            if (versions.put(parts.group(1), parts.group(2)) != null) {
                throw new CommandException(ExitCode.USAGE, "--pin names '" + parts.group(1) + "' twice");
            }
        }
        return versions;
    }
}
