package io.github.backsight.mbtiles;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.Gzip;
import io.github.backsight.archive.MetadataRows;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads an MBTiles archive, version 1.3, of vector tiles, plain or gzipped.
public final class MbtilesReader implements TileArchiveReader {
    private final String archive;
    private final Connection connection;

    private MbtilesReader(String archive, Connection connection) {
        this.archive = archive;
        this.connection = connection;
    }

    /// @throws IOException if `archive` cannot be read or is no MBTiles archive
    public static MbtilesReader open(Path archive) throws IOException {
        if (!Files.isRegularFile(archive)) {
            throw new NoSuchFileException(archive.toString()); // SQLite would make one.
        }
        MbtilesReader reader;
        try {
            reader = new MbtilesReader(archive.toString(), Sqlite.open(archive));
        } catch (SQLException fault) {
            throw new IOException(archive + " cannot be read: " + fault.getMessage(), fault);
        }
        try {
            var unused = reader.rows();
        } catch (IOException fault) {
            reader.close();
            throw new IOException(archive + " is no MBTiles archive: it has no table of metadata", fault);
        }
        return reader;
    }

    @Override
    public synchronized ArchiveMetadata metadata() throws IOException {
        return MetadataRows.read(rows(), archive);
    }

    private Map<String, String> rows() throws IOException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT name, value FROM metadata")) {
            Map<String, String> rows = new LinkedHashMap<>();
            while (found.next()) {
                rows.put(found.getString(1), found.getString(2));
            }
            return rows;
        } catch (SQLException fault) {
            throw damaged(fault);
        }
    }

    @Override
    public Optional<byte[]> tile(TileId id) throws IOException {
        // Only the question is asked by one thread at a time.
        var stored = storedTile(id);
        return stored.isEmpty() || !Gzip.isGzip(stored.get())
                ? stored
                : Optional.of(Gzip.plain(stored.get(), "tile " + id + " of " + archive));
    }

    @Override
    public synchronized Optional<byte[]> storedTile(TileId id) throws IOException {
        try (var question = connection.prepareStatement(
                "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?")) {
            question.setInt(1, id.z());
            question.setInt(2, id.x());
            question.setInt(3, Sqlite.row(id));
            try (var found = question.executeQuery()) {
                if (!found.next()) {
                    return Optional.empty();
                }
                byte[] stored = found.getBytes(1);
                if (found.wasNull()) {
                    throw new IOException(archive + " is damaged: tile " + id + " has no data");
                }
                return Optional.of(stored);
            }
        } catch (SQLException fault) {
            throw damaged(fault);
        }
    }

    @Override
    public synchronized List<TileId> tiles() throws IOException {
        List<TileId> tiles = new ArrayList<>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT zoom_level, tile_column, tile_row FROM tiles")) {
            while (found.next()) {
                int zoom = found.getInt(1);
                tiles.add(new TileId(zoom, found.getInt(2), (1 << zoom) - 1 - found.getInt(3)));
            }
        } catch (SQLException | IllegalArgumentException fault) {
            throw damaged(fault);
        }
        tiles.sort(null);
        return tiles;
    }

    private IOException damaged(Exception fault) {
        return new IOException(archive + " is damaged: " + fault.getMessage(), fault);
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException fault) {
            throw new IOException("cannot close " + archive + ": " + fault.getMessage(), fault);
        }
    }
}
