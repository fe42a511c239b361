package io.github.backsight.mbtiles;

import io.github.backsight.tile.TileId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/// How Backsight opens SQLite files.
final class Sqlite {
    /// "MPBX", by which `file` knows MBTiles (MBTiles 1.3, section "Database").
    static final int APPLICATION_ID = 0x4d504258;

    private static final int PAGE_BYTES = 4096;

    private Sqlite() {}

    /// {@return a connection in a transaction, on an empty file that now has the tables of `schema`}
    static Connection create(Path file, String... schema) throws SQLException {
        var config = new SQLiteConfig();
        config.setPageSize(PAGE_BYTES);
        config.setApplicationId(APPLICATION_ID);
        // A draft that is deleted when anything fails needs no journal beside it, and is forced to disk once, at
        // its end.
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        var connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                for (var sql : schema) {
                    statement.execute(sql);
                }
            }
            return connection;
        } catch (SQLException fault) {
            connection.close();
            throw fault;
        }
    }

    /// {@return a connection that cannot change `file`}
    static Connection open(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /// {@return the row of `id` as MBTiles counts them, from the south (TMS)}
    static int row(TileId id) {
        return (1 << id.z()) - 1 - id.y();
    }
}
