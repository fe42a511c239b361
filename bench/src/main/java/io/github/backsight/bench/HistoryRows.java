package io.github.backsight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// The rows about a map that has a history: only the score changed; status; rollback.
final class HistoryRows {
    private static final String ALL = "geojson, shapefile, pmtiles, mbtiles, tree";

    private final Setting setting;

    HistoryRows(Setting setting) {
        this.setting = setting;
    }

    /// `build` after the table has changed and the polygons have not, beside the full build.
    Plan scoreOnly() throws IOException {
        var full = setting.backsight("score-template-full");
        full.begin(setting.map(), ALL);
        var changed = setting.backsight("score-template-changed");
        changed.begin(setting.map(), ALL);
        changed.run("build");
        changed.run("put", "table", changedTable().toString());
        var contenders = List.of(
                new Contender(
                        "Backsight, only the score changed",
                        "backsight build with the cache of the build before",
                        () -> changed.copyTo(setting.work().resolve("score-changed"))
                                .run("build")),
                new Contender(
                        "Backsight, full build",
                        "backsight build, no cache",
                        () -> full.copyTo(setting.work().resolve("score-full")).run("build")));
        return new Plan(
                "score-only",
                "build after only the score changed, against the full build",
                "4x faster",
                contenders,
                List.of("the changed table has one more row, with a new id and nothing else"));
    }

    /// The same table with one more row, whose id is new.
    private java.nio.file.Path changedTable() throws IOException {
        var file = setting.work().resolve("changed.csv");
        var text = Files.readString(setting.map().table());
        Files.writeString(file, text.endsWith("\n") ? text : text + "\n");
        var header = text.lines().findFirst().orElseThrow();
        int column = List.of(header.replace("\"", "").replace("\uFEFF", "").split(",", -1))
                .indexOf(setting.map().tableId());
        int columns = header.split(",", -1).length;
        if (column < 0) {
            throw new IOException("the first line of " + setting.map().table() + " has no column "
                    + setting.map().tableId());
        }
        var row = ",".repeat(column) + "99999999999" + ",".repeat(columns - 1 - column) + "\n";
        Files.writeString(file, row, StandardOpenOption.APPEND);
        return file;
    }

    /// `status` and `rollback` between two releases, on the embedded store; two rows.
    List<Plan> statusAndRollback() throws IOException {
        var team = setting.backsight("history");
        team.begin(setting.map(), ALL);
        team.run("build");
        team.run("publish", "--yes", "--force", "--reason", "bench");
        var first = live(team);
        team.run("put", "table", changedTable().toString());
        team.run("build");
        team.run("publish", "--yes", "--force", "--reason", "bench");
        var second = live(team);
        if (first.equals(second)) {
            throw new IOException("both builds made release " + first + ": there is nothing to roll back to");
        }
        var status = new Contender("Backsight", "backsight status", () -> team.run("status"));
        var rollback = new Contender("Backsight", "backsight rollback RELEASE --yes", () -> {
            var goal = live(team).equals(first) ? second : first;
            return team.run("rollback", goal, "--yes", "--force", "--reason", "bench");
        });
        return List.of(
                new Plan("status", "status, whole process, embedded store", "under 0.5 s", List.of(status), List.of()),
                new Plan(
                        "rollback",
                        "rollback to an existing release, whole process, embedded store",
                        "under 1 s",
                        List.of(rollback),
                        List.of("back and forth between two releases, with the inputs restored each time")));
    }

    private static String live(Backsight team) throws IOException {
        team.run("status", "--json");
        var live = JsonMapper.shared().readTree(team.output()).findValue("release");
        if (live == null || !live.isString()) {
            throw new IOException("status names no live release: " + team.output());
        }
        return live.stringValue();
    }
}
