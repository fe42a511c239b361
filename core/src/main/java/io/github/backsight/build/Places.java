package io.github.backsight.build;

/// Where the outputs lie below a folder; the same below `--out` and in a release.
///
/// @param stem what the combined files begin with, as in `usa-high.json`
public record Places(String stem) {
    public String highGeoJson() {
        return "geojson/" + stem + "-high.json";
    }

    public String lowGeoJson() {
        return "geojson/" + stem + "-low.json";
    }

    public String shapefile() {
        return "shapefile/" + stem + ".zip";
    }

    /// @param layer `high` or `low`
    public String pmtiles(String layer) {
        return "tiles/" + layer + ".pmtiles";
    }

    public String mbtiles(String layer) {
        return "tiles/" + layer + ".mbtiles";
    }

    public String tree(String layer) {
        return "tiles/" + layer;
    }

    public String tileJson(String layer) {
        return "tiles/" + layer + ".json";
    }

    /// {@return the place of the list of places that people search}
    public String searched() {
        return "viewer/places.tsv.gz";
    }

    /// {@return the place of what ranks}
    public String scores() {
        return "tiles/scores.tsv";
    }
}
