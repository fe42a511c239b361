package io.github.backsight.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    private static final Machine MACHINE = new Machine("desk", 2, "a processor", 8L << 30, "Java 25", "Linux", 1.5);

    @Test
    void aRowShowsMediansSpreadAndRatiosPairByPair() {
        var ours = result("Backsight", Optional.empty(), 2, 4, 3);
        var peer = result("peer", Optional.empty(), 20, 60, 30);

        assertThat(MarkdownReport.of(report(List.of(ours, peer))))
                .contains("- Machine: desk: 2 cores of a processor, 8.0 GiB of memory; Java 25; Linux; "
                        + "load average 1.5 at the beginning, 7.0 at the end.")
                .contains("- others were working")
                .contains("| Backsight | 3.00 (2.00–4.00) | 1.00 (1.00–1.00) | 512 (512–512) | 1 | run |")
                .contains("| peer | 30.0 (20.0–60.0) | 1.00 (1.00–1.00) | 512 (512–512) | 10.0 (10.0–15.0) | run |");
    }

    @Test
    void aPeerThatFailedSaysWhy() {
        assertThat(MarkdownReport.of(report(List.of(
                        result("Backsight", Optional.empty(), 1), result("peer", Optional.of("out | of memory"))))))
                .contains("| peer | – | – | – | – | run; FAILED: out \\| of memory |");
    }

    @Test
    void figuresFromElsewhereStandApartWithTheirRatioToOurMedian() {
        var table = MarkdownReport.of(report(List.of(result("Backsight", Optional.empty(), 2, 4, 3))));

        assertThat(table)
                .contains("Quoted, measured elsewhere on two cores and NOT here:")
                .contains("| the old job | 383 | 128 |")
                .doesNotContain("another row");
    }

    @Test
    void growthIsFlatWhenTheDearestVertexCostsLittleMoreThanTheCheapest() {
        assertThat(MarkdownReport.of(report(growth(100, 110, 105))))
                .contains("- ns a vertex: the most is 10 % above the least (flat)");
        assertThat(MarkdownReport.of(report(growth(100, 110, 130))))
                .contains("- ns a vertex: the most is 30 % above the least (NOT flat)");
    }

    @Test
    void aLineGoesThroughWhatLiesOnIt() {
        assertThat(Line.through(new double[] {1, 2, 4}, new double[] {5, 7, 11}))
                .contains(new Line(2, 3));
        assertThat(Line.through(new double[] {1, 1}, new double[] {5, 7})).isEmpty();
    }

    @Test
    void aLimitSaysHowMuchASecond() {
        var limit = new Limits.Limit(result("unpack", Optional.empty(), 2), 50_000_000);

        assertThat(limit.bytesASecond()).contains(25e6);
    }

    private static Growth.Trend growth(double... nanoseconds) {
        var steps = new ArrayList<Growth.Step>();
        for (double each : nanoseconds) {
            int factor = steps.size() + 1;
            steps.add(new Growth.Step(
                    factor,
                    factor,
                    factor,
                    result("Backsight", Optional.empty(), each * factor / 1e9),
                    Optional.of(each),
                    Optional.empty()));
        }
        return new Growth.Trend(Optional.empty(), steps);
    }

    private static Report report(Growth.Trend growth) {
        return report(List.of(result("Backsight", Optional.empty(), 1)), List.of(growth));
    }

    private static Report report(List<Result> results) {
        return report(results, List.of());
    }

    private static Report report(List<Result> results, List<Growth.Trend> growth) {
        return new Report(
                "2026-01-02",
                MACHINE,
                "map.json",
                3,
                1,
                "a clock",
                List.of("tippecanoe: not on the PATH"),
                List.of(new Row("build", "build it", "fast", results, List.of())),
                List.of(new Quoted("build", "the old job", 383), new Quoted("other", "another row", 1)),
                growth,
                List.of(),
                7,
                List.of("others were working"));
    }

    private static Result result(String name, Optional<String> failure, double... seconds) {
        return new Result(
                name,
                "run",
                java.util.Arrays.stream(seconds)
                        .mapToObj(wall -> new Measurement(wall, OptionalDouble.of(1), OptionalLong.of(512 << 20)))
                        .toList(),
                failure);
    }
}
