package io.github.backsight.shape;

/// How a polygon file is written.
public enum PolygonFormat {
    /// One FeatureCollection (RFC 7946).
    GEOJSON,
    /// One GeoJSON feature a line.
    NDGEOJSON,
    /// A Topology (TopoJSON specification 1.0).
    TOPOJSON,
    /// Rows with a geometry column (GeoParquet 1.x).
    GEOPARQUET
}
