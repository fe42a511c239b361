package io.github.backsight.table;

import io.github.backsight.content.Content;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import java.io.IOException;

/// Reads a CSV or TSV file (RFC 4180; UTF-8, with or without byte order mark) to a [Table].
public final class TableReader {
    private TableReader() {}

    /// Reads all of `content`; what is odd about it goes to `findings`, under codes `table.*` and `content.*`.
    ///
    /// @throws io.github.backsight.finding.BadInputException if the table cannot be used; it carries the findings
    /// @throws IOException if the file cannot be read
    public static Table read(Content content, TableOptions options, Progress progress, Findings findings)
            throws IOException {
        content.open(findings).close();
        throw new IOException("not yet");
    }
}
