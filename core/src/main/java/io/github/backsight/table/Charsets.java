package io.github.backsight.table;

import io.github.backsight.content.Content;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/// Finds the place where a content stops being UTF-8; only read once more when it does.
final class Charsets {
    private Charsets() {}

    /// {@return the finding for a content that is known not to be UTF-8}
    static BadInputException fault(Content content, Findings findings) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var bytes = ByteBuffer.allocate(1 << 16);
        var text = CharBuffer.allocate(1 << 16);
        long offset = 0;
        long line = 1;
        try (var stream = content.open(Progress.SILENT, findings)) {
            boolean ended = false;
            while (!ended) {
                int got = stream.read(bytes.array(), bytes.position(), bytes.remaining());
                ended = got < 0;
                bytes.limit(bytes.position() + Math.max(0, got)).position(0);
                var outcome = decoder.decode(bytes, text, ended);
                offset += bytes.position();
                line += text.flip().chars().filter(letter -> letter == '\n').count();
                text.clear();
                if (outcome.isError()) {
                    break;
                }
                bytes.compact();
            }
        }
        return findings.fatal(
                "table.not-utf8",
                "line " + line + ", byte " + offset,
                "the text is not UTF-8 here",
                "Save the table again as UTF-8 (spreadsheets call it 'CSV UTF-8')");
    }
}
