package io.github.backsight.shape;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What the metadata `geo` of a GeoParquet file (specification 1.0 and 1.1) say of the column with
/// the polygons.
///
/// @param column its name
record GeoMetadata(String column) {
    private static final String PLACE = "metadata 'geo'";

    /// @throws BadInputException if the polygons cannot be read, or have other coordinates than
    /// degrees of WGS 84
    static GeoMetadata read(Optional<String> geo, Findings findings) throws BadInputException {
        if (geo.isEmpty()) {
            throw findings.fatal(
                    "shape.no-geo-metadata",
                    "footer",
                    "the Parquet file has no metadata 'geo': it is a table, not GeoParquet",
                    "Write the polygons as GeoParquet (geopandas, GDAL and DuckDB do), or configure 'format: parquet'"
                            + " if this is a table");
        }
        try {
            var column = primaryColumn(geo.get());
            judge(columnOf(geo.get(), column), findings);
            return new GeoMetadata(column);
        } catch (Fault | JacksonException fault) {
            throw findings.fatal(
                    "shape.geo-metadata",
                    PLACE,
                    "the metadata are not those of GeoParquet 1.x ("
                            + String.valueOf(fault.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("") + ")",
                    "Write the file again as GeoParquet 1.1 (geopandas, GDAL and DuckDB do)");
        }
    }

    /// What is said of a column.
    ///
    /// @param frame empty: it is not said
    private record Column(String encoding, Optional<Frame> frame) {}

    /// A reference system of coordinates, as PROJJSON tells it.
    ///
    /// @param name empty: none is given
    /// @param id as `EPSG:4326`; empty: none is given
    private record Frame(String name, String id) {
        private static final Frame UNKNOWN = new Frame("", "");

        boolean isDegrees() {
            return id.isEmpty()
                    ? name.equals("WGS 84") || name.equals("WGS 84 (CRS84)")
                    : id.equals("EPSG:4326") || id.equals("OGC:CRS84");
        }

        String text() {
            if (id.isEmpty()) {
                return name.isEmpty() ? "one without a name" : name;
            }
            return name.isEmpty() ? id : id + " (" + name + ")";
        }
    }

    private static void judge(Column column, Findings findings) throws BadInputException {
        if (!column.encoding.toUpperCase(Locale.ROOT).equals("WKB")) {
            throw findings.fatal(
                    "shape.geometry-encoding",
                    PLACE,
                    "the geometries are encoded as '" + column.encoding + "'; only WKB can be read",
                    "Write the file with the encoding WKB");
        }
        if (column.frame.isEmpty() || column.frame.get().isDegrees()) {
            return;
        }
        var frame = column.frame.get();
        if (frame.equals(Frame.UNKNOWN)) {
            findings.see(
                    "shape.crs-unknown",
                    Severity.WARN,
                    PLACE,
                    "",
                    "the reference system of the coordinates is said to be unknown; they are taken as degrees of WGS"
                            + " 84",
                    "Write the file with the reference system OGC:CRS84");
            return;
        }
        throw findings.fatal(
                "shape.crs",
                PLACE,
                "the coordinates are of the reference system " + frame.text()
                        + "; only degrees of WGS 84 (OGC:CRS84, EPSG:4326) can be mapped",
                "Convert the polygons to EPSG:4326 (geopandas to_crs(4326), ogr2ogr -t_srs EPSG:4326)");
    }

    private static JsonParser open(String json) throws Fault {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        var parser = Json.parser(bytes, 0, bytes.length);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Fault.layout("they are no object");
        }
        return parser;
    }

    private static String primaryColumn(String json) throws Fault {
        try (var parser = open(json)) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean primary = parser.currentName().equals("primary_column");
                if (parser.nextToken() == JsonToken.VALUE_STRING && primary) {
                    return parser.getString();
                }
                parser.skipChildren();
            }
        }
        throw Fault.layout("primary_column is missing");
    }

    private static Column columnOf(String json, String name) throws Fault {
        try (var parser = open(json)) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean columns = parser.currentName().equals("columns");
                if (parser.nextToken() == JsonToken.START_OBJECT && columns) {
                    return named(parser, name);
                }
                parser.skipChildren();
            }
        }
        throw Fault.layout("columns are missing");
    }

    private static Column named(JsonParser parser, String name) throws Fault {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean wanted = parser.currentName().equals(name);
            if (parser.nextToken() == JsonToken.START_OBJECT && wanted) {
                return column(parser);
            }
            parser.skipChildren();
        }
        throw Fault.layout("nothing is said of the column '" + name + "'");
    }

    private static Column column(JsonParser parser) throws Fault {
        var encoding = "";
        Optional<Frame> frame = Optional.empty();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var member = parser.currentName();
            var value = parser.nextToken();
            if (member.equals("encoding") && value == JsonToken.VALUE_STRING) {
                encoding = parser.getString();
            } else if (member.equals("crs")) {
                frame = Optional.of(value == JsonToken.START_OBJECT ? frame(parser) : Frame.UNKNOWN);
            } else {
                parser.skipChildren();
            }
        }
        if (encoding.isEmpty()) {
            throw Fault.layout("the encoding is missing");
        }
        return new Column(encoding, frame);
    }

    private static Frame frame(JsonParser parser) {
        var name = "";
        var id = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var member = parser.currentName();
            var value = parser.nextToken();
            if (member.equals("name") && value == JsonToken.VALUE_STRING) {
                name = parser.getString();
            } else if (member.equals("id") && value == JsonToken.START_OBJECT) {
                id = id(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new Frame(name.isEmpty() && id.isEmpty() ? "a nameless one" : name, id);
    }

    private static String id(JsonParser parser) {
        var authority = "";
        var code = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var member = parser.currentName();
            var value = parser.nextToken();
            if (member.equals("authority") && value == JsonToken.VALUE_STRING) {
                authority = parser.getString();
            } else if (member.equals("code") && value.isScalarValue()) {
                code = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
        return authority + ":" + code;
    }
}
