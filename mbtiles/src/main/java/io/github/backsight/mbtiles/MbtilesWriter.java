package io.github.backsight.mbtiles;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.ContentHash;
import io.github.backsight.archive.EncodedTile;
import io.github.backsight.archive.MetadataRows;
import io.github.backsight.archive.TileArchiveWriter;
import io.github.backsight.archive.TileOrder;
import io.github.backsight.draft.Draft;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// Writes an MBTiles archive, version 1.3: gzipped tiles, each content once, rows counted from the south.
///
/// ```
/// images (tile_id INTEGER PRIMARY KEY, tile_data BLOB)         each content once, numbered as they come
/// map (zoom_level, tile_column, tile_row, tile_id)             unique index over the first three
/// tiles                                                        a view over both: what readers ask for
/// metadata (name TEXT, value TEXT)
/// ```
///
/// The same tiles make the same bytes: one transaction without a journal, fixed page size, contents in the order of
/// tiles. SQLite writes its change counter and its version into the file, so another version of it makes other
/// bytes.
public final class MbtilesWriter implements TileArchiveWriter {
    private static final String[] SCHEMA = {
        "CREATE TABLE metadata (name TEXT, value TEXT)",
        "CREATE TABLE images (tile_id INTEGER PRIMARY KEY, tile_data BLOB)",
        "CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id INTEGER)",
        "CREATE VIEW tiles AS SELECT map.zoom_level AS zoom_level, map.tile_column AS tile_column,"
                + " map.tile_row AS tile_row, images.tile_data AS tile_data"
                + " FROM map JOIN images ON images.tile_id = map.tile_id",
    };
    private static final String INDEX = "CREATE UNIQUE INDEX map_index ON map (zoom_level, tile_column, tile_row)";
    private static final int ROWS_IN_A_BATCH = 1000;

    private final Draft draft;
    private final Path target;
    private final Connection connection;
    private final PreparedStatement newImage;
    private final PreparedStatement newPlace;
    private final TileOrder order = new TileOrder();
    private final Map<ContentHash, Integer> images = new HashMap<>();
    private int waitingPlaces;

    private MbtilesWriter(Draft draft, Path target, Connection connection) throws SQLException {
        this.draft = draft;
        this.target = target;
        this.connection = connection;
        this.newImage = connection.prepareStatement("INSERT INTO images VALUES (?, ?)");
        this.newPlace = connection.prepareStatement("INSERT INTO map VALUES (?, ?, ?, ?)");
    }

    /// Begins an archive that will be named `target`; an older file of that name stays until [#finish].
    public static MbtilesWriter to(Path target) throws IOException {
        var draft = Draft.of(target);
        try {
            return new MbtilesWriter(draft, target, Sqlite.create(draft.file(), SCHEMA));
        } catch (SQLException fault) {
            draft.close();
            throw failure(target, fault);
        }
    }

    @Override
    public void add(EncodedTile tile) throws IOException {
        order.next(tile.id());
        try {
            int next = images.size() + 1;
            var known = images.putIfAbsent(ContentHash.of(tile.gzipped()), next);
            if (known == null) {
                newImage.setInt(1, next);
                newImage.setBytes(2, tile.gzipped());
                newImage.executeUpdate();
            }
            var id = tile.id();
            newPlace.setInt(1, id.z());
            newPlace.setInt(2, id.x());
            newPlace.setInt(3, Sqlite.row(id));
            newPlace.setInt(4, known == null ? next : known);
            newPlace.addBatch();
            if (++waitingPlaces % ROWS_IN_A_BATCH == 0) {
                newPlace.executeBatch();
            }
        } catch (SQLException fault) {
            throw failure(target, fault);
        }
    }

    @Override
    public void finish(ArchiveMetadata metadata) throws IOException {
        try {
            newPlace.executeBatch();
            try (var newRow = connection.prepareStatement("INSERT INTO metadata VALUES (?, ?)")) {
                for (var row : MetadataRows.of(metadata).entrySet()) {
                    newRow.setString(1, row.getKey());
                    newRow.setString(2, row.getValue());
                    newRow.executeUpdate();
                }
            }
            try (var statement = connection.createStatement()) {
                statement.execute(INDEX);
            }
            connection.commit();
            connection.close();
        } catch (SQLException fault) {
            throw failure(target, fault);
        }
        draft.publish();
    }

    @Override
    public void close() throws IOException {
        try (draft) {
            connection.close();
        } catch (SQLException fault) {
            throw failure(target, fault);
        }
    }

    private static IOException failure(Path target, SQLException fault) {
        return Draft.failure(target, new IOException(fault.getMessage(), fault));
    }
}
