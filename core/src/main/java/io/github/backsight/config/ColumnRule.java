package io.github.backsight.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is asked of the columns whose names match.
///
/// @param name a name, or a pattern in which `*` stands for any letters
/// @param type what the cells must be
/// @param range that all numbers lie in
/// @param median that the median lies in
/// @param mostBlank the share of blank cells, 0 to 1, that is accepted
/// @param values all that cells may be
/// @param rises whether the numbers never fall from one row to the next
/// @param risesWith a column: where its number is higher, that of this one is not lower
public record ColumnRule(
        String name,
        Optional<Type> type,
        Optional<Span> range,
        Optional<Span> median,
        OptionalDouble mostBlank,
        List<String> values,
        boolean rises,
        Optional<String> risesWith) {
    /// What cells are, blank ones left aside.
    public enum Type implements Named {
        NUMBER("number"),
        TRUTH("truth"),
        TEXT("text");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    public ColumnRule {
        values = List.copyOf(values);
    }

    /// {@return whether this asks something of a column of that name}
    public boolean concerns(String column) {
        return Pattern.matches(
                Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")), column);
    }

    /// {@return whether it names no single column, which then must be there}
    public boolean isPattern() {
        return name.contains("*");
    }
}
