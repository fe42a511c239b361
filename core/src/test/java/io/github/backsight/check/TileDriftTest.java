package io.github.backsight.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.DriftLimits;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.Sha256;
import io.github.backsight.tile.TileId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/// A map of 1,000 features in ten groups and 64 tiles of zoom 3, and what others may have become of it.
class TileDriftTest {
    private static final Sha256 DIGEST = Sha256.of(new byte[0]);

    private final TileCensus before = census(tile -> true, feature -> true, bytes -> bytes);

    private static TileCensus census(IntPredicate tiles, IntPredicate features, LongUnaryOperator bytes) {
        var all = new LinkedHashMap<TileId, TileCensus.Tile>();
        for (int tile = 0; tile < 64; tile++) {
            if (tiles.test(tile)) {
                var id = new TileId(3, tile % 8, tile / 8);
                all.put(id, new TileCensus.Tile(tile == 63 ? 1 : 16, DIGEST));
            }
        }
        var ids = new HashSet<String>();
        for (int feature = 0; feature < 1000; feature++) {
            if (features.test(feature)) {
                ids.add(String.format(Locale.ROOT, "%03d", feature));
            }
        }
        var zoom = new TileCensus.Zoom(all.size(), 1000, bytes.applyAsLong(100_000), ids);
        return new TileCensus(new TreeMap<>(Map.of(3, zoom)), all, Map.of());
    }

    private List<Finding> seen(TileCensus now) {
        var findings = new Findings("release");
        TileDrift.see(DriftLimits.DEFAULT, before, now, 1, findings);
        return findings.list();
    }

    @Test
    void theSameIsNothing() {
        assertThat(seen(before)).isEmpty();
    }

    @Test
    void aTenthOfTheTilesBlankIsTooMuch() {
        var seen = seen(census(tile -> tile >= 7, feature -> true, bytes -> bytes));

        assertThat(seen).extracting(Finding::code).containsExactly("release.blank");
        assertThat(seen.getFirst().severity()).isEqualTo(Severity.FAIL);
        assertThat(seen.getFirst().place()).isEqualTo("tile 3/0/0");
        assertThat(seen.getFirst().count()).isEqualTo(7);
    }

    @Test
    void aTwentiethIsAWarningAndASingleOneOfFewFeaturesNothing() {
        assertThat(seen(census(tile -> tile >= 4, feature -> true, bytes -> bytes)))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARN);
        assertThat(seen(census(tile -> tile != 63, feature -> true, bytes -> bytes)))
                .isEmpty();
    }

    @Test
    void aGroupThatIsGoneIsTooMuchAndSoIsATenthOfTheFeatures() {
        var seen = seen(census(tile -> true, feature -> feature >= 100, bytes -> bytes));

        assertThat(seen).extracting(Finding::code).containsExactly("release.features-lost", "release.group-lost");
        assertThat(seen).extracting(Finding::severity).containsOnly(Severity.FAIL);
        assertThat(seen.getLast().place()).isEqualTo("group 0");
    }

    @Test
    void aFewFeaturesFewerAreNothing() {
        assertThat(seen(census(tile -> true, feature -> feature % 40 > 0, bytes -> bytes)))
                .isEmpty();
    }

    @Test
    void manyTimesTheBytesOrAsFewAreToldAndTwiceAsManyAWarning() {
        assertThat(seen(census(tile -> true, feature -> true, bytes -> bytes * 6)))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("release.size", Severity.FAIL));
        assertThat(seen(census(tile -> true, feature -> true, bytes -> bytes / 6)))
                .extracting(Finding::severity)
                .containsExactly(Severity.FAIL);
        assertThat(seen(census(tile -> true, feature -> true, bytes -> bytes * 2)))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARN);
    }

    @Test
    void zoomsThatOnlyOneHasAreNotCompared() {
        assertThat(seen(new TileCensus(new TreeMap<>(), Map.of(), Map.of())))
                .extracting(Finding::code)
                .containsExactly("release.group-lost");
    }
}
