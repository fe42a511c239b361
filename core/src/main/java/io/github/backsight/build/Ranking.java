package io.github.backsight.build;

import io.github.backsight.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Which rows the low layer shows whole, and the buckets that the ranking of all the others is cut
/// into.
///
/// A group is the rows whose ids share their first characters. Groups of few rows are kept whole; the
/// rows of the other groups are ranked by score, lowest first, rows without a score last. Equal
/// scores keep the table's order. The ranking is cut into equal buckets; when the count does not
/// divide, the last one is smaller.
///
/// @param kept rows shown whole, in the table's order; not to be changed
/// @param buckets rows of each bucket in the order of the ranking; not to be changed
record Ranking(int[] kept, List<int[]> buckets) {

    /// @param groupCharacters how many leading characters of an id name its group
    /// @param keepGroupsUpTo groups of at most so many rows are kept whole
    static Ranking of(Table table, Scores scores, int groupCharacters, int keepGroupsUpTo, int bucketCount) {
        Map<String, Integer> groupSizes = new HashMap<>();
        for (String id : table.ids()) {
            groupSizes.merge(group(id, groupCharacters), 1, Integer::sum);
        }
        var kept = IntStream.builder();
        var ranked = IntStream.builder();
        for (int row = 0; row < table.rowCount(); row++) {
            if (groupSizes.getOrDefault(group(table.ids().get(row), groupCharacters), 0) <= keepGroupsUpTo) {
                kept.add(row);
            } else {
                ranked.add(row);
            }
        }
        return new Ranking(
                kept.build().toArray(), cut(scores.ascending(ranked.build().toArray()), bucketCount));
    }

    /// {@return how many groups there are to dissolve: first the buckets, then each row that is kept
    /// whole}
    int groupCount() {
        return buckets.size() + kept.length;
    }

    /// {@return the group of each feature, or [Join#NONE]}
    int[] groups(Join join, int featureCount) {
        var groupOf = new int[featureCount];
        Arrays.fill(groupOf, Join.NONE);
        for (int bucket = 0; bucket < buckets.size(); bucket++) {
            for (int row : buckets.get(bucket)) {
                assign(groupOf, join, row, bucket);
            }
        }
        for (int place = 0; place < kept.length; place++) {
            assign(groupOf, join, kept[place], buckets.size() + place);
        }
        return groupOf;
    }

    private static void assign(int[] groupOf, Join join, int row, int group) {
        int feature = join.featureOfRow()[row];
        if (feature != Join.NONE) {
            groupOf[feature] = group;
        }
    }

    private static List<int[]> cut(int[] ranked, int bucketCount) {
        int size = Math.ceilDiv(ranked.length, bucketCount);
        List<int[]> buckets = new ArrayList<>(bucketCount);
        for (int from = 0; from < ranked.length; from += size) {
            buckets.add(Arrays.copyOfRange(ranked, from, Math.min(from + size, ranked.length)));
        }
        return List.copyOf(buckets);
    }

    private static String group(String id, int characters) {
        return id.substring(0, Math.min(characters, id.length()));
    }
}
