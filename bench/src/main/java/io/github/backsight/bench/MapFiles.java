package io.github.backsight.bench;

import java.nio.file.Path;
import java.util.Optional;

/// The files of a map and what its configuration must say of them.
///
/// @param polygons GeoJSON, or a zip with it
/// @param member the zip's member; empty where the file is plain
/// @param id the polygons' property with the id
/// @param tableId the table's column with the id
/// @param dropWhenZero the property that leaves polygons out
record MapFiles(
        Path polygons,
        Optional<String> member,
        Path table,
        String id,
        String tableId,
        String score,
        Optional<String> dropWhenZero) {
    /// {@return a configuration for these files with the zooms and buckets of the job that Backsight replaces}
    ///
    /// @param outputs the outputs' names, joined by commas
    String configuration(String outputs) {
        return """
                store: file:./store
                inputs:
                  polygons: { key: inputs/%s, id: %s%s%s }
                  table: { key: inputs/%s, id: %s }
                map:
                  score: %s
                  layer: blocks
                  high: { zoom: 5-11 }
                  low: { zoom: 0-7, buckets: 10, group: 2, keep-groups-up-to: 150 }
                  outputs: [%s]
                publish: { prefix: map }
                """.formatted(
                        polygons.getFileName(),
                        id,
                        member.map(name -> ", member: " + name).orElse(""),
                        dropWhenZero.map(name -> ", drop-when-zero: " + name).orElse(""),
                        table.getFileName(),
                        tableId,
                        score,
                        outputs);
    }
}
