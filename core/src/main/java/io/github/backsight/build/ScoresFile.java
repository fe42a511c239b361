package io.github.backsight.build;

import io.github.backsight.check.ScoreClasses;
import io.github.backsight.config.Configuration;
import io.github.backsight.draft.Draft;
import io.github.backsight.table.Column;
import io.github.backsight.table.Groups;
import io.github.backsight.table.Table;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A small file with what ranks: of each row its id, its group, its score and its class.
///
/// By it two releases are told apart at once, without a table being read, when somebody is about to go
/// from one to the other. Cells are parted by tabs; tabs and line breaks within them become blanks.
final class ScoresFile {
    private ScoresFile() {}

    /// Writes the file of the rows of the map at its place below `folder`.
    static Outputs write(Configuration configuration, Table rows, Path folder, Places places) throws IOException {
        var map = configuration.map();
        var score = rows.column(map.score())
                .orElseThrow(() -> new IllegalArgumentException("the table has no column '" + map.score() + "'"));
        var groups = new Groups(map.low().group());
        try (var draft = Draft.of(folder.resolve(places.scores()))) {
            try (var out = Files.newBufferedWriter(draft.file(), StandardCharsets.UTF_8)) {
                line(out, map.id(), "group", map.score(), "class");
                lines(
                        out,
                        rows,
                        score,
                        groups,
                        groups.names(rows, configuration.mainTable().id()));
            }
            draft.publish();
        }
        return new Outputs(List.of(places.scores()), List.of(), Map.of(), Map.of(), List.of());
    }

    private static void lines(Writer out, Table rows, Column score, Groups groups, Map<String, String> names)
            throws IOException {
        var classes = ScoreClasses.of(score);
        for (int row = 0; row < rows.rowCount(); row++) {
            var id = rows.ids().get(row);
            var group = groups.of(id);
            var text = score.isBlank(row) ? "" : score.text(score.code(row));
            line(out, id, names.getOrDefault(group, group), text, classes.get(row));
        }
    }

    private static void line(Writer out, String... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            out.write(i == 0 ? "" : "\t");
            out.write(cells[i].replace('\t', ' ').replace('\n', ' ').replace('\r', ' '));
        }
        out.write("\n");
    }
}
