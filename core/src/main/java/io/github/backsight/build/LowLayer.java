package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.shape.Layer;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.CoverageFaults;
import io.github.backsight.topology.Dissolve;
import io.github.backsight.topology.Dissolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The layer for low zooms: each bucket of the ranking dissolved and split into single polygons with
/// the bucket's mean score, then the rows of small groups whole, in the table's order. Rows without
/// polygons count for the means, but are not drawn.
///
/// @param layer ids are the features' numbers, the one column is [#SCORE]
/// @param buckets of the ranking, also those without polygons
/// @param overlaid how many features needed overlay arithmetic because their borders are not clean
record LowLayer(Layer layer, List<Bucket> buckets, int overlaid) {
    /// The one property of the layer, two decimals.
    static final String SCORE = "SCORE";

    static LowLayer of(
            Configuration configuration,
            Table table,
            Scores scores,
            Join join,
            Coverage coverage,
            CoverageFaults faults) {
        var low = configuration.map().low();
        var ranking = Ranking.of(table, scores, low.group(), low.keepGroupsUpTo(), low.buckets());
        var dissolved =
                Dissolve.by(coverage, faults, ranking.groups(join, coverage.featureCount()), ranking.groupCount());
        var features = features(dissolved, ranking, scores);
        var layerTable = table(features.scores(), features.polygons().ids());
        var everyFeature =
                IntStream.range(0, features.polygons().featureCount()).toArray();
        var layer = new Layer(layerTable, Map.of(), features.polygons(), everyFeature);
        return new LowLayer(
                layer, buckets(ranking, scores, dissolved), dissolved.report().overlaid());
    }

    private static List<Bucket> buckets(Ranking ranking, Scores scores, Dissolved dissolved) {
        var polygons = new int[ranking.buckets().size()];
        var areas = new double[polygons.length];
        for (int polygon = 0; polygon < dissolved.polygons().featureCount(); polygon++) {
            int group = dissolved.group(polygon);
            if (group < polygons.length) {
                polygons[group]++;
                areas[group] += Bucket.squareDegrees(dissolved.polygons(), polygon);
            }
        }
        return IntStream.range(0, polygons.length)
                .mapToObj(bucket -> {
                    var rows = ranking.buckets().get(bucket);
                    return new Bucket(rows.length, scores.mean(rows), polygons[bucket], areas[bucket]);
                })
                .toList();
    }

    private record Scored(Polygons polygons, List<String> scores) {}

    /// A single polygon of a bucket is a feature; all polygons of a row that is kept whole are one.
    private static Scored features(Dissolved dissolved, Ranking ranking, Scores scores) {
        int buckets = ranking.buckets().size();
        var scoreOfGroup = IntStream.range(0, ranking.groupCount())
                .mapToObj(group -> score(ranking, scores, group))
                .toList();
        List<String> texts = new ArrayList<>();
        var start = IntStream.builder();
        int polygonCount = dissolved.polygons().featureCount();
        for (int polygon = 0; polygon < polygonCount; polygon++) {
            int group = dissolved.group(polygon);
            if (group < buckets) {
                start.add(polygon);
                texts.add(scoreOfGroup.get(group));
            } else if (polygon == 0 || dissolved.group(polygon - 1) != group) {
                start.add(polygon);
                texts.add(scoreOfGroup.get(group));
            }
        }
        start.add(polygonCount);
        var ids = IntStream.range(0, texts.size()).mapToObj(String::valueOf).toList();
        return new Scored(dissolved.polygons().regrouped(ids, start.build().toArray()), texts);
    }

    /// {@return what all features of a group show}
    static String score(Ranking ranking, Scores scores, int group) {
        int buckets = ranking.buckets().size();
        return rounded(
                group < buckets
                        ? scores.mean(ranking.buckets().get(group)).orElse(Double.NaN)
                        : scores.value(ranking.kept()[group - buckets]));
    }

    /// {@return the one column of the layer}
    static Table table(List<String> scores, List<String> ids) {
        return new Table(List.of(Aggregation.column(SCORE, Column.Kind.NUMBER, scores)), ids);
    }

    /// {@return the score with two decimals, halves to even; empty for none}
    private static String rounded(double score) {
        return Double.isNaN(score) ? "" : Double.toString(Math.rint(score * 100) / 100 + 0.0);
    }
}
