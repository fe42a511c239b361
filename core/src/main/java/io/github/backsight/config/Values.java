package io.github.backsight.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// How single values of the file are read.
final class Values {
    private static final Pattern ZOOMS = Pattern.compile("(\\d{1,3})(?:\\s*-\\s*(\\d{1,3}))?");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,18}) ?(?:([KMGT])iB)?");
    private static final String UNITS = "KMGT";

    private Values() {}

    static String text(Node node) throws Refusal {
        var scalar = scalar(node);
        if (!scalar.getTag().equals(Tag.STR)) {
            throw new Refusal("text is expected, and '" + scalar.getValue() + "' is none; put it in quotes: \""
                    + scalar.getValue() + "\"");
        }
        if (scalar.getValue().isBlank()) {
            throw new Refusal("it is empty");
        }
        return scalar.getValue();
    }

    /// Takes numbers, true and false as they are written.
    static String scalarText(Node node) throws Refusal {
        return scalar(node).getValue();
    }

    /// {@return a reading of text that matches `pattern` as a whole}
    ///
    /// @param rule the pattern in words: `is to be ...`
    static Section.Reading<String> textLike(Pattern pattern, String rule) {
        return node -> {
            var text = text(node);
            if (!pattern.matcher(text).matches()) {
                throw new Refusal(rule + ", and '" + text + "' is not");
            }
            return text;
        };
    }

    /// {@return a reading of whole numbers}
    static Section.Reading<Integer> whole(int least, int most) {
        return node -> {
            var scalar = scalar(node);
            if (!scalar.getTag().equals(Tag.INT)) {
                throw new Refusal("a whole number is expected, and '" + scalar.getValue() + "' is none");
            }
            // Ten digits and more do not fit, whatever they are.
            long value = scalar.getValue().length() > 10 ? Long.MAX_VALUE : Long.parseLong(scalar.getValue());
            if (value < least || value > most) {
                throw new Refusal(
                        "it is to be from " + least + " to " + most + ", and " + scalar.getValue() + " is not");
            }
            return (int) value;
        };
    }

    static double number(Node node) throws Refusal {
        var scalar = scalar(node);
        if (!scalar.getTag().equals(Tag.INT) && !scalar.getTag().equals(Tag.FLOAT)) {
            throw new Refusal("a number is expected, and '" + scalar.getValue() + "' is none");
        }
        try {
            double value = Double.parseDouble(scalar.getValue());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, together with infinity, which YAML spells in a way of its own.
        }
        throw new Refusal("a finite number is expected, and " + scalar.getValue() + " is none");
    }

    static boolean truth(Node node) throws Refusal {
        var scalar = scalar(node);
        if (!scalar.getTag().equals(Tag.BOOL)) {
            throw new Refusal("true or false is expected, and '" + scalar.getValue() + "' is neither");
        }
        return Boolean.parseBoolean(scalar.getValue());
    }

    static Zooms zooms(Node node) throws Refusal {
        var scalar = scalar(node);
        var match = ZOOMS.matcher(scalar.getValue());
        if (!match.matches()) {
            throw new Refusal("two zooms are expected, as in 5-11, and '" + scalar.getValue() + "' is not that");
        }
        int least = Integer.parseInt(match.group(1));
        int most = match.group(2) == null ? least : Integer.parseInt(match.group(2));
        if (least > most) {
            throw new Refusal("the lower zoom comes first: " + most + "-" + least + ", not " + scalar.getValue());
        }
        if (most > Zooms.DEEPEST) {
            throw new Refusal("zooms go from 0 to " + Zooms.DEEPEST + ", and " + most + " is beyond");
        }
        return new Zooms(least, most);
    }

    /// Reads a plain number of bytes, or one with `KiB`, `MiB`, `GiB` or `TiB` behind it.
    static long bytes(Node node) throws Refusal {
        var scalar = scalar(node);
        var match = BYTES.matcher(scalar.getValue());
        if (match.matches()) {
            int power = match.group(2) == null ? 0 : UNITS.indexOf(match.group(2)) + 1;
            long count = Long.parseLong(match.group(1));
            if (count > 0 && count <= Long.MAX_VALUE >> (10 * power)) {
                return count << (10 * power);
            }
        }
        throw new Refusal("a number of bytes is expected, as in 64 GiB, and '" + scalar.getValue() + "' is none");
    }

    /// {@return a reading of one of the values of a fixed list}
    static <T extends Named> Section.Reading<T> oneOf(T[] values) {
        return node -> {
            var text = text(node);
            return Arrays.stream(values)
                    .filter(value -> value.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("'" + text + "' is not known"
                            + Section.suggestion(
                                    text, Arrays.stream(values).map(Named::text).toList())));
        };
    }

    /// {@return a reading of a list, each of whose values is read by `reading` and stands there once}
    static <T> Section.Reading<List<T>> list(Section.Reading<T> reading) {
        return node -> {
            if (!(node instanceof SequenceNode sequence)) {
                throw new Refusal("a list is expected, as in [one, two]");
            }
            var values = new ArrayList<T>();
            for (var each : sequence.getValue()) {
                var value = reading.of(each);
                if (values.contains(value)) {
                    throw new Refusal("'" + ((ScalarNode) each).getValue() + "' stands twice");
                }
                values.add(value);
            }
            if (values.isEmpty()) {
                throw new Refusal("the list is empty");
            }
            return values;
        };
    }

    /// Two numbers, the lower first.
    static Span span(Node node) throws Refusal {
        var ends = numbers(node, 2, "two numbers are expected, as in [0, 1]");
        if (ends[0] > ends[1]) {
            throw new Refusal("the lower number comes first");
        }
        return new Span(ends[0], ends[1]);
    }

    /// A box of degrees: west, south, east, north.
    static InputRules.Bounds bounds(Node node) throws Refusal {
        var box = numbers(node, 4, "four numbers are expected: [west, south, east, north], in degrees");
        if (box[1] > box[3] || Math.abs(box[1]) > 90 || Math.abs(box[3]) > 90) {
            throw new Refusal("south comes before north, both from -90 to 90");
        }
        return new InputRules.Bounds(box[0], box[1], box[2], box[3]);
    }

    private static double[] numbers(Node node, int count, String expected) throws Refusal {
        if (!(node instanceof SequenceNode sequence) || sequence.getValue().size() != count) {
            throw new Refusal(expected);
        }
        var numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(sequence.getValue().get(i));
        }
        return numbers;
    }

    private static ScalarNode scalar(Node node) throws Refusal {
        if (!(node instanceof ScalarNode scalar)) {
            throw new Refusal("one value is expected, not " + (node instanceof SequenceNode ? "a list" : "a section"));
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            throw new Refusal("it has no value");
        }
        return scalar;
    }
}
