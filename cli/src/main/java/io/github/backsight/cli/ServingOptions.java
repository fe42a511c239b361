package io.github.backsight.cli;

import io.github.backsight.console.CrossOrigin;
import io.github.backsight.console.Limits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/// Who may read what is served, and how much of it.
final class ServingOptions {
    @Option(
            names = "--cors",
            paramLabel = "ORIGIN",
            description =
                    "Pages of this origin, as https://maps.example.org, may read the tiles and the published map, and "
                            + "nothing else; may be given several times; *: all pages (default: none).")
    private List<String> origins = List.of();

    @Option(
            names = "--tile-rate",
            paramLabel = "N",
            defaultValue = "5000",
            description =
                    "How many tiles one client may ask for in a second; 0: any number (default: ${DEFAULT-VALUE}).")
    private int tilesPerSecond = 5000;

    /// @throws CommandException if one of them is no origin
    CrossOrigin crossOrigin() throws CommandException {
        try {
            Set<String> distinct = new LinkedHashSet<>(origins);
            return new CrossOrigin(distinct);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e);
        }
    }

    /// @throws CommandException if that is no number of tiles
    Limits limits() throws CommandException {
        if (tilesPerSecond < 0) {
            throw new CommandException(
                    ExitCode.USAGE, "--tile-rate is a number of tiles a second, or 0, not " + tilesPerSecond);
        }
        return Limits.USUAL.withTilesPerSecond(tilesPerSecond);
    }
}
