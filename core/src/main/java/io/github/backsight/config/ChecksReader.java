package io.github.backsight.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads `checks`.
final class ChecksReader {
    private static final int LONGEST_ID = 1000;
    private static final int MANY = Integer.MAX_VALUE;
    private static final Pattern MULTIPLE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)x");

    private final Section checks;
    private final List<InputSettings> inputs;

    /// @param inputs as configured
    ChecksReader(Section checks, List<InputSettings> inputs) {
        this.checks = checks;
        this.inputs = inputs;
    }

    Checks read() {
        return new Checks(
                checks.find("most-rows-without-polygon", ChecksReader::share)
                        .orElse(Checks.DEFAULT.mostRowsWithoutPolygon()),
                checks.find("most-polygons-without-row", ChecksReader::share)
                        .orElse(Checks.DEFAULT.mostPolygonsWithoutRow()),
                checks.find("known-without-partner", Values.list(Values::text)).orElse(List.of()),
                rules(checks.section("inputs")),
                drift(checks.section("drift").allowing(Keys.DRIFT)));
    }

    private Map<String, InputRules> rules(Section section) {
        section.allowing(inputs.stream().map(InputSettings::name).toList());
        var rules = new LinkedHashMap<String, InputRules>();
        for (var input : inputs) {
            if (section.has(input.name())) {
                rules.put(input.name(), rules(input, section.section(input.name())));
            }
        }
        return rules;
    }

    private static InputRules rules(InputSettings input, Section section) {
        boolean table = input instanceof TableSettings;
        section.allowing(table ? Keys.TABLE_RULES : Keys.POLYGON_RULES);
        return new InputRules(
                section.find(table ? "rows" : "polygons", Values::span),
                section.find("id-length", Values.whole(1, LONGEST_ID))
                        .map(OptionalInt::of)
                        .orElseGet(OptionalInt::empty),
                section.has("groups")
                        ? Optional.of(groups(section.section("groups").allowing(Keys.GROUPS)))
                        : Optional.empty(),
                section.find("bounds", Values::bounds),
                columns(section.section("columns")),
                new InputRules.Own(section.find("command", Values::text), questions(section.section("sql"))));
    }

    private static SortedMap<String, String> questions(Section sql) {
        var questions = new TreeMap<String, String>();
        for (var name : sql.names()) {
            sql.find(name, Values::text).ifPresent(question -> questions.put(name, question));
        }
        return questions;
    }

    private static InputRules.Groups groups(Section groups) {
        return new InputRules.Groups(
                groups.need(
                        "characters", Values.whole(1, LONGEST_ID), 1, "how many characters of an id name its group"),
                groups.need("present", Values.list(Values::text), List.of(), "the groups that must be there"),
                groups.find("least", Values.whole(1, MANY)).orElse(1));
    }

    private static List<ColumnRule> columns(Section columns) {
        var rules = new ArrayList<ColumnRule>();
        for (var name : columns.names()) {
            var rule = columns.section(name).allowing(Keys.COLUMN_RULES);
            var mostBlank = rule.find("most-blank", ChecksReader::share);
            rules.add(new ColumnRule(
                    name,
                    rule.find("type", Values.oneOf(ColumnRule.Type.values())),
                    rule.find("range", Values::span),
                    rule.find("median", Values::span),
                    mostBlank.isPresent() ? OptionalDouble.of(mostBlank.get()) : OptionalDouble.empty(),
                    rule.find("values", Values.list(Values::scalarText)).orElse(List.of()),
                    rule.find("rises", Values::truth).orElse(false),
                    rule.find("rises-with", Values::text)));
        }
        return rules;
    }

    private static DriftLimits drift(Section drift) {
        var limits = new EnumMap<DriftMeasure, DriftLimit>(DriftMeasure.class);
        for (var measure : DriftMeasure.values()) {
            drift.find(measure.text(), node -> limit(measure, node)).ifPresent(limit -> limits.put(measure, limit));
        }
        return DriftLimits.of(limits);
    }

    private static DriftLimit limit(DriftMeasure measure, Node node) throws Refusal {
        var multiple = MULTIPLE.matcher(Values.scalarText(node));
        if (!multiple.matches()) {
            return new DriftLimit.Fixed(measure == DriftMeasure.SCALE ? moreThanOne(node) : positive(node));
        }
        double times = Double.parseDouble(multiple.group(1));
        if (times <= 1) {
            throw new Refusal("a multiple of the history's own spread is more than 1x, as in 3x, and "
                    + multiple.group() + " is not");
        }
        return new DriftLimit.Multiple(times);
    }

    private static double share(Node node) throws Refusal {
        double share = Values.number(node);
        if (share < 0 || share > 1) {
            throw new Refusal("a share is from 0 to 1, as in 0.05 for 5 %, and " + share + " is not");
        }
        return share;
    }

    private static double positive(Node node) throws Refusal {
        double limit = Values.number(node);
        if (limit <= 0) {
            throw new Refusal("it is to be more than 0, and " + limit + " is not");
        }
        return limit;
    }

    private static double moreThanOne(Node node) throws Refusal {
        double limit = Values.number(node);
        if (limit <= 1) {
            throw new Refusal("it is to be more than 1, and " + limit + " is not");
        }
        return limit;
    }
}
