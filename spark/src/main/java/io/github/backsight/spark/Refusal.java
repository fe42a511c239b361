package io.github.backsight.spark;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.MapSettings.Output;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;

/// Says what a configuration asks for that this engine does not make.
///
/// @param mostMbtilesBytes how many bytes the tiles of a layer may have to become MBTiles
record Refusal(Configuration configuration, long mostMbtilesBytes) {
    /// Asked when the tiles are made, which are kept: another attempt without MBTiles makes none again.
    ///
    /// @throws BadInputException if MBTiles are asked for and would be too large
    void checkMbtiles(String layer, long bytes) throws BadInputException {
        if (configuration.map().outputs().contains(Output.MBTILES) && bytes > mostMbtilesBytes) {
            throw findings()
                    .fatal(
                            "spark.mbtiles-too-large",
                            "map.outputs",
                            "the " + layer + " layer has " + bytes + " bytes of tiles, and one process would write them"
                                    + " into one MBTiles file; up to " + mostMbtilesBytes + " are accepted",
                            "Take 'mbtiles' out of 'outputs', or raise " + SparkEngine.MBTILES);
        }
    }

    private Findings findings() {
        return new Findings(configuration.file().getFileName().toString());
    }
}
