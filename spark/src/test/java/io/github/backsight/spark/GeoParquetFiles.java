package io.github.backsight.spark;

import io.github.backsight.content.Content;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import io.github.backsight.shape.Polygons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.SparkSession;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKBWriter;

/// Writes what a GeoJSON and a CSV file have as Parquet, by the libraries of Spark.
final class GeoParquetFiles {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final MessageType SCHEMA = Types.buildMessage()
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("GEOID10")
            .optional(PrimitiveTypeName.BINARY)
            .named("geometry")
            .named("tracts");
    private static final Map<String, String> GEO = Map.of("geo", """
            {"version":"1.1.0","primary_column":"geometry",
             "columns":{"geometry":{"encoding":"WKB","geometry_types":["Polygon","MultiPolygon"]}}}""");

    private GeoParquetFiles() {}

    /// {@return a file beside `geoJson`}
    ///
    /// @param rows in each row group
    static Path polygons(Path geoJson, CompressionCodecName codec, int rows) throws IOException {
        var polygons = PolygonReader.read(
                        Content.of(geoJson),
                        PolygonOptions.id("GEOID10"),
                        2,
                        Progress.SILENT,
                        new Findings(geoJson.toString()))
                .polygons();
        var file = geoJson.resolveSibling("tracts-" + codec + "-" + rows + ".parquet");
        var path = new org.apache.hadoop.fs.Path(file.toUri());
        try (var writer = ExampleParquetWriter.builder(path)
                .withConf(new Configuration())
                .withType(SCHEMA)
                .withExtraMetaData(GEO)
                .withCompressionCodec(codec)
                .withRowGroupRowCountLimit(rows)
                .build()) {
            for (int feature = 0; feature < polygons.featureCount(); feature++) {
                var group = new SimpleGroup(SCHEMA);
                group.add("GEOID10", polygons.id(feature));
                group.add("geometry", Binary.fromConstantByteArray(wkb(polygons, feature)));
                writer.write(group);
            }
        }
        return file;
    }

    /// {@return a table of texts in a folder beside `csv`}
    static Path table(SparkSession session, Path csv) throws IOException {
        var folder = csv.resolveSibling("table");
        session.read()
                .option("header", true)
                .csv(csv.toString())
                .coalesce(1)
                .write()
                .parquet(folder.toString());
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static byte[] wkb(Polygons polygons, int feature) {
        var parts = new ArrayList<Polygon>();
        for (int part = polygons.polygonStart(feature); part < polygons.polygonStart(feature + 1); part++) {
            var rings = new ArrayList<LinearRing>();
            for (int ring = polygons.ringStart(part); ring < polygons.ringStart(part + 1); ring++) {
                rings.add(ring(polygons, ring));
            }
            parts.add(FACTORY.createPolygon(
                    rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new)));
        }
        return new WKBWriter()
                .write(
                        parts.size() == 1
                                ? parts.getFirst()
                                : FACTORY.createMultiPolygon(parts.toArray(Polygon[]::new)));
    }

    private static LinearRing ring(Polygons polygons, int ring) {
        var positions = new ArrayList<Coordinate>();
        for (int vertex = polygons.vertexStart(ring); vertex < polygons.vertexStart(ring + 1); vertex++) {
            positions.add(new Coordinate(polygons.longitude(vertex), polygons.latitude(vertex)));
        }
        positions.add(positions.getFirst());
        return FACTORY.createLinearRing(positions.toArray(Coordinate[]::new));
    }
}
