package io.github.backsight.spark;

/// What work on Spark costs, as measured on two workers of one core and 2 GiB: the national map of
/// 73,745 tracts and 8.9 million vertices at seven zooms, and made-up tracts of 1 to 16 million
/// vertices. The measurements are told in `docs/scale.md`; who measures anew changes both.
final class CostFigures {
    /// Zooms of the high layer in all measurements.
    static final int ZOOMS = 7;

    /// Core seconds of any build, however small.
    static final double FIXED_CORE_SECONDS = 50;

    /// The clock of any build: some 150 stages and cold executors.
    static final double FIXED_SECONDS = 45;

    /// The national map: 192 core seconds, less the fixed ones, by vertex.
    static final double CORE_SECONDS_A_VERTEX = 16e-6;

    /// Growth: 6.9 µs of the clock on two cores for 10.6 of a core; not all cores always work.
    static final double CLOCK_OVER_WORK = 1.3;

    /// The national map.
    static final double SHUFFLE_BYTES_A_VERTEX = 79;

    /// 137 MB of tiles for the national map: half of them attributes, which polygons of fewer
    /// vertices have as well.
    static final double TILE_BYTES_A_FEATURE = 845;

    /// The other half.
    static final double TILE_BYTES_A_VERTEX = 8.45;

    /// One task unpacks and cuts 240 MB in 4.6 seconds.
    static final double UNPACKED_BYTES_A_SECOND = 52e6;

    /// 344 MB of GeoJSON of the national map: 24 bytes a vertex, and what its columns have.
    static final double GEOJSON_BYTES_A_VERTEX = 24;

    /// The rest of it.
    static final double GEOJSON_BYTES_A_FEATURE = 1700;

    /// Of a `.shp`; its zip is half as long.
    static final double SHAPEFILE_BYTES_A_VERTEX = 16;

    /// Two whole numbers, as polygons are sorted for GeoJSON and Shapefiles.
    static final double SORTED_BYTES_A_VERTEX = 8;

    /// Assumed of whoever writes files; the digest of an archive, which takes the place of writing where
    /// tasks send it, is half as fast again.
    static final double WRITTEN_BYTES_A_SECOND = 100e6;

    /// What an executor needs besides its blocks: less than the 0.7 GB that a small map has filled.
    static final double EXECUTOR_BYTES = 500e6;

    /// A block while it is worked at, one a core.
    static final double BLOCK_BYTES_A_VERTEX = 300;

    /// A group of the low layer, which one task dissolves.
    static final double GROUP_BYTES_A_VERTEX = 100;

    /// What the driver needs besides rows.
    static final double DRIVER_BYTES = 300e6;

    /// A million squares with a table of 20 columns: 216 bytes of each are live, and what is
    /// collected takes room, too.
    static final double DRIVER_BYTES_A_FEATURE = 325;

    private CostFigures() {}
}
