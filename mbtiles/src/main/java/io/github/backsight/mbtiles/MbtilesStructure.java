package io.github.backsight.mbtiles;

import io.github.backsight.archive.MetadataRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whether an MBTiles archive is put together as version 1.3 asks, and as [MbtilesWriter] does it.
public final class MbtilesStructure {
    private static final int MOST_TOLD = 20;

    private final Connection connection;
    private final String archive;
    private final List<String> faults = new ArrayList<>();

    private MbtilesStructure(Connection connection, String archive) {
        this.connection = connection;
        this.archive = archive;
    }

    /// {@return what is wrong with the archive, a sentence each; empty when nothing is}
    ///
    /// @throws IOException if there is no such file
    public static List<String> faults(Path archive) throws IOException {
        if (!Files.isReadable(archive)) {
            throw new IOException(archive + " cannot be read"); // SQLite would make one.
        }
        try (var connection = Sqlite.open(archive)) {
            var structure = new MbtilesStructure(connection, archive.toString());
            structure.look();
            return List.copyOf(structure.faults);
        } catch (SQLException fault) {
            return List.of("SQLite cannot read it: " + fault.getMessage());
        }
    }

    private void look() throws SQLException {
        for (var answer : texts("PRAGMA integrity_check(" + MOST_TOLD + ")")) {
            if (!answer.equals("ok")) {
                faults.add("SQLite says that it is not whole: " + answer.strip());
            }
        }
        lookAtMetadata();
        none("tiles have no data", "FROM tiles WHERE tile_data IS NULL OR length(tile_data) = 0");
        none(
                "tiles lie outside their zoom",
                "FROM tiles WHERE zoom_level < 0 OR zoom_level > 26"
                        + " OR tile_column NOT BETWEEN 0 AND (1 << zoom_level) - 1"
                        + " OR tile_row NOT BETWEEN 0 AND (1 << zoom_level) - 1");
        none(
                "tiles are there twice",
                "FROM (SELECT 1 FROM tiles GROUP BY zoom_level, tile_column, tile_row HAVING count(*) > 1)");
        if (number("SELECT count(*) FROM sqlite_master WHERE name IN ('map', 'images')") == 2) {
            none("places have no content", "FROM map WHERE tile_id NOT IN (SELECT tile_id FROM images)");
            none("contents have no place", "FROM images WHERE tile_id NOT IN (SELECT tile_id FROM map)");
        }
    }

    private void lookAtMetadata() throws SQLException {
        var rows = rows();
        boolean complete = true;
        for (var name : List.of("name", "format", "minzoom", "maxzoom", "bounds", "json")) {
            if (!rows.containsKey(name)) {
                faults.add("its metadata lacks '" + name + "'");
                complete = false;
            }
        }
        var format = rows.getOrDefault("format", "pbf");
        if (!format.equals("pbf")) {
            faults.add("its format is said to be '" + format + "', not 'pbf'");
        }
        if (complete) {
            try {
                var metadata = MetadataRows.read(rows, archive);
                none(
                        "tiles are of other zooms than its metadata says",
                        "FROM tiles WHERE zoom_level NOT BETWEEN " + metadata.lowestZoom() + " AND "
                                + metadata.highestZoom());
            } catch (IOException fault) {
                faults.add(String.valueOf(fault.getMessage()));
            }
        }
    }

    private void none(String fault, String which) throws SQLException {
        long count = number("SELECT count(*) " + which);
        if (count > 0) {
            faults.add(count + " " + fault);
        }
    }

    private long number(String question) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(question)) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    private List<String> texts(String question) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(question)) {
            var texts = new ArrayList<String>();
            while (found.next()) {
                texts.add(String.valueOf(found.getString(1)));
            }
            return texts;
        }
    }

    private Map<String, String> rows() throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT name, value FROM metadata WHERE name IS NOT NULL AND value IS NOT NULL")) {
            var rows = new LinkedHashMap<String, String>();
            while (found.next()) {
                rows.put(found.getString(1), found.getString(2));
            }
            return rows;
        }
    }
}
