package io.github.backsight.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.table.Table;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final Table TABLE = Tables.draw("""
            id  score
            A1  3
            A2  1
            B1  9
            A3  -
            A4  1
            A5  2
            """);

    @Test
    void groupsOfFewRowsAreKeptWhole() {
        assertThat(ranking(1, 3).kept()).containsExactly(2);
    }

    @Test
    void aGroupOfExactlyTheLimitIsStillKept() {
        assertThat(ranking(5, 3).kept()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void rowsAreRankedByScoreAndTiesKeepTheOrderOfTheTable() {
        assertThat(ranking(1, 5).buckets())
                .containsExactly(new int[] {1}, new int[] {4}, new int[] {5}, new int[] {0}, new int[] {3});
    }

    @Test
    void rowsWithoutAScoreAreRankedLast() {
        assertThat(ranking(1, 1).buckets().getFirst()).containsExactly(1, 4, 5, 0, 3);
    }

    @Test
    void theLastBucketIsSmallerWhenTheCountDoesNotDivide() {
        assertThat(ranking(1, 3).buckets()).extracting(bucket -> bucket.length).containsExactly(2, 2, 1);
    }

    @Test
    void moreBucketsThanRowsMakeOneBucketARow() {
        assertThat(ranking(1, 50).buckets()).hasSize(5);
    }

    @Test
    void theMeanOfABucketLeavesOutRowsWithoutAScore() {
        var scores = Scores.of(TABLE, "score");
        assertThat(scores.mean(new int[] {1, 4, 5, 0, 3})).hasValue(7.0 / 4);
        assertThat(scores.mean(new int[] {3})).isEmpty();
    }

    @Test
    void trueRanksAsOneAndFalseAsNought() {
        var scores = Scores.of(Tables.draw("""
                id  score
                A1  true
                A2  false
                """), "score");
        assertThat(scores.value(0)).isEqualTo(1);
        assertThat(scores.value(1)).isEqualTo(0);
    }

    private static Ranking ranking(int keepUpTo, int buckets) {
        return Ranking.of(TABLE, Scores.of(TABLE, "score"), 1, keepUpTo, buckets);
    }
}
