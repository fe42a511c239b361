package io.github.backsight.shape;

import io.github.backsight.content.Content;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import java.io.IOException;

/// Reads polygons from GeoJSON (RFC 7946), newline-delimited GeoJSON (also with RFC 8142 separators) or TopoJSON 1.0.
///
/// Which of them it is, the content says, not its name.
public final class PolygonReader {
    private PolygonReader() {}

    /// Reads all of `content`; what is odd about it goes to `findings`, under codes `shape.*` and `content.*`, the same
    /// ones in the same order for any number of threads.
    ///
    /// @param threads how many threads parse, at least 1
    /// @throws io.github.backsight.finding.BadInputException if the file cannot be used; it carries the findings
    /// @throws IOException if the file cannot be read
    public static Features read(
            Content content, PolygonOptions options, int threads, Progress progress, Findings findings)
            throws IOException {
        content.open(progress, findings).close();
        throw new IOException("not yet");
    }
}
