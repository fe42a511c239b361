package io.github.backsight.finding;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/// One thing that a check or a reader saw.
///
/// @param code what kind of thing, for machines: lower-case words joined by `.` and `-`, as in `table.ragged-row`
/// @param severity how much it matters
/// @param object the file or object it was seen in, as the user knows it
/// @param place where in the object the first of them is: a line, a byte offset, an id; empty when it is the whole
/// object
/// @param message what was seen and what was expected, one sentence
/// @param action what to do about it, one sentence
/// @param count how many times it was seen, at least 1
/// @param examples a few of the values or ids concerned, at most [#MOST_EXAMPLES]
public record Finding(
        String code,
        Severity severity,
        String object,
        String place,
        String message,
        String action,
        long count,
        List<String> examples)
        implements Serializable {
    public static final int MOST_EXAMPLES = 5;

    public Finding {
        Objects.requireNonNull(severity);
        if (!code.matches("[a-z0-9]+([.-][a-z0-9]+)*")) {
            throw new IllegalArgumentException("not a finding code: '" + code + "'");
        }
        if (count < 1) {
            throw new IllegalArgumentException("a finding is counted from 1, not " + count);
        }
        examples = examples.stream().limit(MOST_EXAMPLES).toList();
    }

    /// {@return the same, of an object that people know by another name}
    public Finding of(String other) {
        return new Finding(code, severity, other, place, message, action, count, examples);
    }

    /// {@return the finding as the one or two lines that people read}
    public String text() {
        var text = new StringBuilder(severity.name().toLowerCase(java.util.Locale.ROOT))
                .append(' ')
                .append(code)
                .append(": ")
                .append(object);
        if (!place.isEmpty()) {
            text.append(", ").append(place);
        }
        text.append(": ").append(message);
        if (count > 1) {
            text.append(" (").append(count).append(" times)");
        }
        if (!examples.isEmpty()) {
            text.append(" e.g. ").append(String.join(", ", examples));
        }
        return text.append(". ").append(action).toString();
    }
}
