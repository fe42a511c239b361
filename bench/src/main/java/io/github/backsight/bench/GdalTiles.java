package io.github.backsight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// GDAL's own tiler: the MBTiles driver of `ogr2ogr`, with its defaults.
///
/// Its limits of 500 kB and 200,000 features a tile stay in force: where a tile exceeds them, it drops features.
///
/// @param program `ogr2ogr`
record GdalTiles(Path program, Path work, Stopwatch stopwatch) {
    Contender contender(Path geoJson) {
        return new Contender(
                "GDAL ogr2ogr",
                "ogr2ogr -f MBTILES, zooms 5 to 11, all attributes, its own limits of 500 kB and 200,000 features a tile",
                () -> run(geoJson));
    }

    Path archive() {
        return work.resolve("gdal.mbtiles");
    }

    private Measurement run(Path geoJson) throws IOException {
        Files.deleteIfExists(archive());
        return stopwatch.process(
                List.of(
                        program.toString(),
                        "-f",
                        "MBTILES",
                        archive().toString(),
                        geoJson.toString(),
                        "-nln",
                        "blocks",
                        "-dsco",
                        "MINZOOM=5",
                        "-dsco",
                        "MAXZOOM=11"),
                work,
                Map.of("OGR_GEOJSON_MAX_OBJ_SIZE", "0"),
                work.resolve("gdal-output"));
    }
}
