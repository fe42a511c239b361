package io.github.backsight.bench;

import io.github.backsight.bench.picture.PicturesCommand;
import io.github.backsight.bench.quality.QualityCommand;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The runnable program.
@Command(
        name = "bench",
        subcommands = {CompareCommand.class, QualityCommand.class, PicturesCommand.class, GenerateCommand.class},
        mixinStandardHelpOptions = true,
        header = "Measures Backsight: beside its peers, in its hot loops, and the quality of its maps.",
        footer = {
            "",
            "  bench compare --polygons census.zip --table usa.csv ...   the table of docs/benchmarks",
            "  bench quality high.mbtiles ...                            what the tiles of a release are worth",
            "  bench pictures high.mbtiles --out FOLDER                  five places at three zooms",
            "  bench generate --tracts 75000 map.json map.csv            a made-up map of any size",
            "  bench jmh [JMH'S OWN OPTIONS]                             the hot loops, by JMH; -h lists its options"
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("jmh")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
