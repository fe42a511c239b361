package io.github.backsight.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.DriftLimits;
import io.github.backsight.config.InputRules;
import io.github.backsight.config.Span;
import io.github.backsight.content.Content;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import io.github.backsight.shape.Polygons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Mishaps that have happened to polygon files, each with the check that sees it, and files as good
/// as the one before.
class SpoiltPolygonsTest {
    @TempDir
    private Path folder;

    /// A polygon: one ring, in degrees.
    record Shape(String id, List<double[]> ring) {
        Shape moved(UnaryOperator<double[]> change) {
            return new Shape(id, ring.stream().map(change).toList());
        }

        String feature() {
            var points = new ArrayList<>(ring);
            points.addAll(ring.stream().limit(1).toList());
            return "{\"type\":\"Feature\",\"properties\":{\"id\":\"" + id + "\"},\"geometry\":"
                    + (ring.isEmpty()
                            ? "null"
                            : points.stream()
                                    .map(point -> String.format(Locale.ROOT, "[%.6f,%.6f]", point[0], point[1]))
                                    .collect(
                                            Collectors.joining(",", "{\"type\":\"Polygon\",\"coordinates\":[[", "]]}")))
                    + "}";
        }
    }

    /// Twenty by twenty polygons of 24 corners in five groups.
    private static List<Shape> usual() {
        var shapes = new ArrayList<Shape>();
        for (int row = 0; row < 20; row++) {
            for (int column = 0; column < 20; column++) {
                var ring = new ArrayList<double[]>();
                for (int corner = 0; corner < 24; corner++) {
                    double angle = Math.PI * corner / 12;
                    ring.add(new double[] {-100 + column + 0.4 * Math.cos(angle), 30 + row / 2.0 + 0.2 * Math.sin(angle)
                    });
                }
                shapes.add(new Shape(String.format(Locale.ROOT, "%02d%03d", row / 4 + 1, row % 4 * 20 + column), ring));
            }
        }
        return shapes;
    }

    private static String file(List<Shape> shapes) {
        return shapes.stream()
                .map(Shape::feature)
                .collect(Collectors.joining(",\n", "{\"type\":\"FeatureCollection\",\"features\":[\n", "\n]}\n"));
    }

    private static String changed(UnaryOperator<Shape> change) {
        return file(usual().stream().map(change).toList());
    }

    private static String moved(UnaryOperator<double[]> change) {
        return changed(shape -> shape.moved(change));
    }

    private static String only(Predicate<Shape> kept) {
        return file(usual().stream().filter(kept).toList());
    }

    record Mishap(String name, String text, String code, Severity severity) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mishap> mishaps() {
        var whole = file(usual());
        return Stream.of(
                new Mishap(
                        "longitude and latitude exchanged",
                        moved(point -> new double[] {point[1], Math.max(-89, point[0])}),
                        "drift.elsewhere",
                        Severity.FAIL),
                new Mishap(
                        "the sign of the longitude lost",
                        moved(point -> new double[] {-point[0], point[1]}),
                        "drift.elsewhere",
                        Severity.FAIL),
                new Mishap(
                        "metres for degrees",
                        moved(point -> new double[] {point[0] * 111_320, point[1] * 110_540}),
                        "shape.off-earth",
                        Severity.FAIL),
                new Mishap(
                        "all at null island",
                        moved(point -> new double[] {(point[0] + 100) / 1000, (point[1] - 30) / 1000}),
                        "drift.elsewhere",
                        Severity.FAIL),
                new Mishap(
                        "two thirds of the corners gone",
                        changed(shape -> new Shape(
                                shape.id(),
                                shape.ring().stream()
                                        .filter(point -> shape.ring().indexOf(point) % 3 == 0)
                                        .toList())),
                        "drift.vertices",
                        Severity.WARN),
                new Mishap(
                        "simplified to boxes",
                        changed(shape -> new Shape(
                                shape.id(),
                                List.of(
                                        shape.ring().get(3),
                                        shape.ring().get(9),
                                        shape.ring().get(15),
                                        shape.ring().get(21)))),
                        "drift.vertices",
                        Severity.FAIL),
                new Mishap(
                        "a state missing",
                        only(shape -> !shape.id().startsWith("03")),
                        "drift.group-lost",
                        Severity.FAIL),
                new Mishap(
                        "the first half only",
                        only(shape -> shape.id().compareTo("03040") < 0),
                        "drift.fewer-polygons",
                        Severity.FAIL),
                new Mishap(
                        "leading zeros lost",
                        changed(shape -> new Shape(shape.id().substring(1), shape.ring())),
                        "drift.ids-changed",
                        Severity.FAIL),
                new Mishap("ids exchanged between neighbours", file(exchanged()), "drift.elsewhere", Severity.FAIL),
                new Mishap(
                        "shapes lost",
                        changed(shape -> shape.id().endsWith("7") ? new Shape(shape.id(), List.of()) : shape),
                        "drift.without-shape",
                        Severity.FAIL),
                new Mishap(
                        "some many times too large",
                        changed(shape -> shape.id().endsWith("7") ? shape.moved(SpoiltPolygonsTest::larger) : shape),
                        "drift.resized",
                        Severity.FAIL),
                new Mishap(
                        "one id twice",
                        file(Stream.concat(usual().stream(), usual().stream().limit(1))
                                .toList()),
                        "shape.duplicate-id",
                        Severity.FAIL),
                new Mishap("cut off", whole.substring(0, whole.length() / 2), "shape.truncated", Severity.FAIL),
                new Mishap("a page instead", "<!DOCTYPE html><html></html>", "shape.not-json", Severity.FAIL));
    }

    private static double[] larger(double[] point) {
        return new double[] {-90 + (point[0] + 90) * 0.2 + 10 * (point[0] - Math.floor(point[0]) - 0.5), point[1]};
    }

    private static List<Shape> exchanged() {
        var shapes = usual();
        var ids = new ArrayList<>(shapes.stream().map(Shape::id).toList());
        Collections.shuffle(ids, new Random(2));
        var others = new ArrayList<Shape>();
        for (int i = 0; i < ids.size(); i++) {
            others.add(new Shape(ids.get(i), shapes.get(i).ring()));
        }
        return others;
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void aMishapIsSeen(Mishap mishap) throws IOException {
        assertThat(findings(mishap.text())).as("%s", mishap).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(mishap.code());
            assertThat(finding.severity()).isEqualTo(mishap.severity());
        });
    }

    record Variant(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Variant> goodVariants() {
        return Stream.of(
                new Variant("the same", file(usual())),
                new Variant("in another order", file(usual().reversed())),
                new Variant("rings from another corner on", changed(shape -> {
                    var ring = new ArrayList<>(shape.ring());
                    Collections.rotate(ring, 7);
                    return new Shape(shape.id(), ring);
                })),
                new Variant(
                        "a line a feature", usual().stream().map(Shape::feature).collect(Collectors.joining("\n"))),
                new Variant("moved by centimetres", moved(point -> new double[] {point[0] + 1e-6, point[1] - 1e-6})),
                new Variant("a few polygons fewer", only(shape -> !shape.id().endsWith("77"))),
                new Variant("a third more corners", changed(shape -> {
                    var ring = new ArrayList<double[]>();
                    for (int i = 0; i < shape.ring().size(); i++) {
                        ring.add(shape.ring().get(i));
                        if (i % 3 == 0) {
                            var next = shape.ring().get((i + 1) % shape.ring().size());
                            ring.add(new double[] {
                                (shape.ring().get(i)[0] + next[0]) / 2,
                                (shape.ring().get(i)[1] + next[1]) / 2
                            });
                        }
                    }
                    return new Shape(shape.id(), ring);
                })));
    }

    @ParameterizedTest
    @MethodSource("goodVariants")
    void aGoodFileGivesNoAlarm(Variant variant) throws IOException {
        assertThat(findings(variant.text()))
                .as("%s", variant)
                .allSatisfy(finding ->
                        assertThat(finding.severity()).as(finding.text()).isEqualTo(Severity.INFO));
    }

    record Broken(String name, InputRules rules, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Broken> rulesThatRefuse() {
        return Stream.of(
                new Broken("too few", rules(Optional.of(new Span(500, 600)), Optional.empty()), "check.count"),
                new Broken(
                        "beyond the bounds",
                        rules(Optional.empty(), Optional.of(new InputRules.Bounds(-98, 20, -70, 50))),
                        "check.bounds"),
                new Broken(
                        "a group missing",
                        new InputRules(
                                Optional.empty(),
                                OptionalInt.empty(),
                                Optional.of(new InputRules.Groups(2, List.of("01", "66"), 1)),
                                Optional.empty(),
                                List.of(),
                                InputRules.Own.NONE),
                        "check.group-missing"));
    }

    private static InputRules rules(Optional<Span> count, Optional<InputRules.Bounds> bounds) {
        return new InputRules(count, OptionalInt.empty(), Optional.empty(), bounds, List.of(), InputRules.Own.NONE);
    }

    @ParameterizedTest
    @MethodSource("rulesThatRefuse")
    void aRuleSeesItInTheFirstFileToo(Broken broken) throws IOException {
        var findings = new Findings("us.json");

        PolygonRules.see(broken.rules(), read(file(usual()), findings), findings);

        assertThat(findings.list()).extracting(Finding::code).containsExactly(broken.code());
    }

    private List<Finding> findings(String text) throws IOException {
        var before = read(file(usual()), new Findings("before.json"));
        var findings = new Findings("us.json");
        try {
            PolygonDrift.see(
                    new DriftMeter(DriftLimits.DEFAULT, PastMoves.NONE), before, read(text, findings), 2, findings);
            return findings.list();
        } catch (BadInputException e) {
            return e.findings();
        }
    }

    private Polygons read(String text, Findings findings) throws IOException {
        var file = Files.createTempFile(folder, "polygons", ".json");
        Files.writeString(file, text);
        var options = new PolygonOptions(
                Optional.of("id"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PolygonOptions.Properties.SKIP);
        var features = PolygonReader.read(Content.of(file), options, 2, Progress.SILENT, findings);
        findings.throwIfFailed();
        return features.polygons();
    }
}
