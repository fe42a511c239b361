package io.github.backsight.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

    @Test
    void findingsOfSeveralReadersAddUpAsIfOneHadSeenThemAll() {
        var all = new Findings("map.json");
        all.see("shape.a", Severity.WARN, "feature 0", "x", "first", "do");
        var later = new Findings("map.json");
        later.see("shape.a", Severity.WARN, "feature 7", "y", "second", "do", 3);
        later.see("shape.b", Severity.INFO, "feature 8", "", "other", "nothing");

        all.addAll(later);

        assertThat(all.list())
                .containsExactly(
                        new Finding(
                                "shape.a", Severity.WARN, "map.json", "feature 0", "first", "do", 4, List.of("x", "y")),
                        new Finding(
                                "shape.b", Severity.INFO, "map.json", "feature 8", "other", "nothing", 1, List.of()));
    }

    @Test
    void theNearestNameNeedsTheFewestLettersChanged() {
        assertThat(Nearest.names("GEOID", List.of("NAME10", "GEOID10", "ALAND10"), 2))
                .containsExactly("GEOID10", "NAME10");
        assertThat(Nearest.hint("gtf", List.of("SF", "GTF"))).isEqualTo("; the nearest is 'GTF'");
        assertThat(Nearest.hint("gtf", List.of())).isEmpty();
    }
}
