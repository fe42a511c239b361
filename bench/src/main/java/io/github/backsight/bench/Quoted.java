package io.github.backsight.bench;

import java.util.List;

/// A figure that was not measured here.
///
/// @param row the row of the table that does the same work
record Quoted(String row, String contender, double seconds) {
    /// The job that Backsight replaces, with the national map on two cores of another machine: geopandas,
    /// then tippecanoe 2.82. Its high MBTiles had 82,436 tiles of zooms 5 to 11, 85 MB of tile data; its
    /// high tree 127 MB; its peak memory was 1.25 GB.
    static final List<Quoted> REPLACED_JOB = List.of(
            new Quoted("build", "combine in geopandas, and four tippecanoe runs", 383),
            new Quoted("build", "of these: tippecanoe, high MBTiles", 65),
            new Quoted("build", "of these: tippecanoe, high tree", 59),
            new Quoted("build", "of these: tippecanoe, low MBTiles", 11),
            new Quoted("build", "of these: tippecanoe, low tree", 11),
            new Quoted("geo-score", "combine in geopandas", 238),
            new Quoted("high-tiles", "tippecanoe, high MBTiles: 82,436 tiles, 85 MB of tile data", 65),
            new Quoted("dissolve", "dissolve in geopandas, within the combine", 36));
}
