package io.github.backsight.shape;

import io.github.backsight.parquet.ParquetColumn;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// A run of rows of a GeoParquet file, as they are read, not parsed.
///
/// @param firstFeature the number in the file of the first, from 0
/// @param columns of the properties
/// @param texts of each column the texts of all rows, blank where there is none
/// @param geometries of each row; empty where it is null
record RowBlock(
        long firstFeature,
        List<ParquetColumn> columns,
        List<List<String>> texts,
        List<Optional<ByteBuffer>> geometries) {

    /// {@return what the features are}
    ///
    /// @param object the file's name, for findings
    Batch parse(PolygonOptions options, String object) {
        var batch = new Batch(options, object);
        var reader = new WellKnownBinary(batch.geometry(), batch.polygons());
        for (int row = 0; row < geometries.size(); row++) {
            batch.begin();
            for (int column = 0; column < columns.size(); column++) {
                batch.property(columns.get(column), texts.get(column).get(row));
            }
            feature(row, reader, batch);
        }
        return batch;
    }

    private void feature(int row, WellKnownBinary reader, Batch batch) {
        long number = firstFeature + row;
        var place = "feature " + number;
        try {
            if (geometries.get(row).isPresent()) {
                reader.read(geometries.get(row).get());
            }
            batch.end(number, place);
        } catch (Fault fault) {
            var id = batch.head().id(number);
            batch.spoil(fault, id.isEmpty() ? place : place + ", id " + id);
        }
    }
}
