package io.github.backsight.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// YAML 1.2 to nodes that know their place, by snakeyaml-engine.
final class YamlText {
    private static final int DEEPEST_NESTING = 32;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setUseMarks(true).setAllowNonScalarKeys(true).build();

    private YamlText() {}

    /// {@return the one document; empty when there is none or it is not YAML, which `problems` then knows}
    static Optional<Node> compose(String text, Problems problems) {
        try {
            if (nestsTooDeeply(text, problems)) {
                return Optional.empty();
            }
            var root = new Compose(SETTINGS).composeString(text);
            if (root.isEmpty()) {
                problems.add(0, 0, "it is empty; write a new one with: backsight init");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            int column = e.getProblemMark().map(Mark::getColumn).orElse(-1) + 1;
            problems.add(line, column, explained(e));
        } catch (ReaderException e) {
            var before = text.substring(0, text.offsetByCodePoints(0, Math.min(e.getPosition(), codePoints(text))));
            int lineStart = before.lastIndexOf('\n') + 1;
            int line = (int) before.chars().filter(letter -> letter == '\n').count() + 1;
            problems.add(
                    line,
                    before.length() - lineStart + 1,
                    "a character that YAML does not allow: U+%04X".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            problems.add(0, 0, "not valid YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /// Composing is recursive, so what would overflow the stack is refused first; parsing to events is not.
    private static boolean nestsTooDeeply(String text, Problems problems) {
        int depth = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > DEEPEST_NESTING) {
                var mark = event.getStartMark();
                problems.add(
                        mark.map(Mark::getLine).orElse(-1) + 1,
                        mark.map(Mark::getColumn).orElse(-1) + 1,
                        "nested more than " + DEEPEST_NESTING + " deep");
                return true;
            }
        }
        return false;
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String explained(MarkedYamlEngineException e) {
        var problem = String.valueOf(e.getProblem());
        if (problem.contains("\\t(TAB)")) {
            return "not valid YAML: a tab where only spaces may stand";
        }
        return "not valid YAML: " + problem
                + Optional.ofNullable(e.getContext())
                        .map(context -> " (" + context + ")")
                        .orElse("");
    }
}
