package io.github.backsight.mbtiles;

import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.sqlite.SQLiteConfig;

/// Asks a table questions in SQL: each row of an answer breaks a rule.
///
/// The table is loaded into a database in memory, as `t`, under its columns' own names: numbers as
/// REAL or INTEGER, true and false as 1 and 0, blanks as NULL. It is gone afterwards. SQLite's own
/// language, read-only.
public final class TableQuestions {
    private static final String TABLE = "t";

    private TableQuestions() {}

    /// @param questions what each row of an answer breaks, in words, and the question
    /// @param findings gets each such row, under `check.sql`, and questions that cannot be answered,
    /// under `check.sql-failed`
    /// @throws IOException if the table cannot be loaded
    public static void see(SortedMap<String, String> questions, Table table, Findings findings) throws IOException {
        if (questions.isEmpty()) {
            return;
        }
        try (var connection = new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
            load(connection, table);
            for (var question : questions.entrySet()) {
                ask(connection, question.getKey(), question.getValue(), findings);
            }
        } catch (SQLException e) {
            throw new IOException("the table cannot be asked in SQL: " + e.getMessage(), e);
        }
    }

    private static void load(Connection connection, Table table) throws SQLException {
        var columns = table.columns().stream()
                .map(column -> quoted(column.name()) + " " + type(column))
                .collect(Collectors.joining(", "));
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + TABLE + " (" + columns + ")");
        }
        connection.setAutoCommit(false);
        var places = table.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
        try (var insert = connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (" + places + ")")) {
            for (int row = 0; row < table.rowCount(); row++) {
                fill(insert, table, row);
                insert.addBatch();
                if (row % 1000 == 999) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
        }
    }

    private static void fill(PreparedStatement insert, Table table, int row) throws SQLException {
        int place = 1;
        for (var column : table.columns()) {
            int code = column.code(row);
            if (code == Column.BLANK) {
                insert.setObject(place, null);
            } else {
                switch (column.kind()) {
                    case NUMBER -> insert.setDouble(place, column.number(code));
                    case TRUTH -> insert.setInt(place, column.truth(code) ? 1 : 0);
                    case TEXT -> insert.setString(place, column.text(code));
                }
            }
            place++;
        }
    }

    private static String type(Column column) {
        return switch (column.kind()) {
            case NUMBER -> "REAL";
            case TRUTH -> "INTEGER";
            case TEXT -> "TEXT";
        };
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static void ask(Connection connection, String rule, String question, Findings findings) {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            while (answer.next()) {
                findings.see(
                        "check.sql",
                        Severity.FAIL,
                        "rule '" + rule + "'",
                        rule + ": " + row(answer),
                        "rows break a rule of your own, in SQL",
                        "Look at these rows; correct the table, or the rule in the configuration");
            }
        } catch (SQLException e) {
            findings.see(
                    "check.sql-failed",
                    Severity.FAIL,
                    "rule '" + rule + "'",
                    rule + ": " + e.getMessage(),
                    "a rule in SQL cannot be asked",
                    "Correct the question; the table is called t, its columns as in the file");
        }
    }

    private static String row(ResultSet answer) throws SQLException {
        int columns = answer.getMetaData().getColumnCount();
        var text = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
            var value = answer.getString(column);
            text.append(column == 1 ? "" : " ").append(value == null ? "–" : value);
        }
        return text.toString();
    }
}
