package io.github.backsight.build;

import io.github.backsight.config.MapSettings;
import io.github.backsight.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// What the low layer is made of: first the buckets of the ranking, each to be dissolved into single
/// polygons, then the rows of small groups, each one feature of all its polygons.
public final class LowGroups {
    /// What [#ofFeature] says of a feature that is not in the low layer.
    public static final int NONE = Join.NONE;

    private final Ranking ranking;
    private final Scores scores;
    private final int[] groupOfFeature;

    private LowGroups(Ranking ranking, Scores scores, int[] groupOfFeature) {
        this.ranking = ranking;
        this.scores = scores;
        this.groupOfFeature = groupOfFeature;
    }

    /// What was made of one group.
    ///
    /// @param polygons single ones
    /// @param squareDegrees their area, each as [#squareDegrees] says, summed in their order
    /// @param overlaid how many features of the map needed overlay arithmetic
    public record Pieces(int polygons, double squareDegrees, int overlaid) {}

    static LowGroups of(MapSettings.Low low, Table table, Scores scores, Join join, int featureCount) {
        var ranking = Ranking.of(table, scores, low.group(), low.keepGroupsUpTo(), low.buckets());
        return new LowGroups(ranking, scores, ranking.groups(join, featureCount));
    }

    public int count() {
        return ranking.groupCount();
    }

    /// {@return whether each single polygon of `group` is a feature of the low layer, not all of them
    /// one}
    public boolean isBucket(int group) {
        return group < ranking.buckets().size();
    }

    /// {@return the group of a feature, or [#NONE]}
    public int ofFeature(int feature) {
        return groupOfFeature[feature];
    }

    /// {@return the attributes of each group's features}
    public Table attributes() {
        List<String> texts = new ArrayList<>(count());
        for (int group = 0; group < count(); group++) {
            texts.add(LowLayer.score(ranking, scores, group));
        }
        return LowLayer.table(
                texts, IntStream.range(0, count()).mapToObj(String::valueOf).toList());
    }

    /// {@return how many features of the low layer come of `group`}
    public int featureCount(int group, Pieces made) {
        return isBucket(group) ? made.polygons() : Math.min(made.polygons(), 1);
    }

    /// {@return the rows of the low layer, in its order: one a feature}
    ///
    /// @param groups what came of each
    public Table rows(List<Pieces> groups) {
        List<String> texts = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            texts.addAll(Collections.nCopies(
                    featureCount(group, groups.get(group)), LowLayer.score(ranking, scores, group)));
        }
        return LowLayer.table(
                texts,
                IntStream.range(0, texts.size()).mapToObj(String::valueOf).toList());
    }

    /// {@return the area of one polygon, as it is summed for a bucket}
    public static double squareDegrees(io.github.backsight.shape.Polygons polygons, int polygon) {
        return Bucket.squareDegrees(polygons, polygon);
    }

    Counts.LowCounts counts(List<Pieces> pieces) {
        List<Bucket> buckets = new ArrayList<>();
        long features = 0;
        long overlaid = 0;
        for (int group = 0; group < pieces.size(); group++) {
            var made = pieces.get(group);
            overlaid += made.overlaid();
            if (isBucket(group)) {
                var rows = ranking.buckets().get(group);
                buckets.add(new Bucket(rows.length, scores.mean(rows), made.polygons(), made.squareDegrees()));
            }
            features += featureCount(group, made);
        }
        return new Counts.LowCounts(features, overlaid, buckets);
    }
}
