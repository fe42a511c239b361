package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublishedScoresTest {
    private static PublishedScores scores(String... rows) {
        return file("id group score class", rows);
    }

    private static PublishedScores file(String head, String... rows) {
        var text = Stream.concat(Stream.of(head), Stream.of(rows))
                .map(row -> row.replace(' ', '\t') + "\n")
                .collect(Collectors.joining());
        return PublishedScores.of(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .orElseThrow();
    }

    @Test
    void aRowThatTurnedRoundIsCountedInItsGroup() {
        var before = scores("a1 NY True true", "a2 NY False false", "b1 TX False false");
        var now = scores("a1 NY False false", "a2 NY False false", "b1 TX False false");

        assertThat(before.moves(now))
                .contains(new ScoreMoves("score", true, 1, 0, 1, List.of(new ScoreMoves.Group("NY", 1))));
    }

    @Test
    void anotherOrderOfRowsIsNoChange() {
        assertThat(scores("a1 NY True true", "b1 TX False false").moves(scores("b1 TX False false", "a1 NY True true")))
                .isEmpty();
    }

    @Test
    void rowsThatAreNewOrGoneCountInTheTotalsOnly() {
        assertThat(scores("a1 NY True true").moves(scores("a1 NY True true", "b1 TX True true")))
                .contains(new ScoreMoves("score", true, 1, 2, 0, List.of()));
    }

    @Test
    void ofNumbersTwoClassesOfTenUpOrDownCount() {
        var before = scores("a1 NY 0.10 1", "a2 NY 0.20 2", "b1 TX 0.30 3");
        var now = scores("a1 NY 0.25 3", "a2 NY 0.25 3", "b1 TX 0.90 10");

        assertThat(before.moves(now))
                .contains(new ScoreMoves(
                        "score",
                        false,
                        0,
                        0,
                        2,
                        List.of(new ScoreMoves.Group("NY", 1), new ScoreMoves.Group("TX", 1))));
    }

    @Test
    void aScoreThatMovesWithinItsClassIsNoMove() {
        assertThat(scores("a1 NY 0.10 1").moves(scores("a1 NY 0.11 1"))).isEmpty();
    }

    @Test
    void aBlankThatIsFilledIsInNoClassBefore() {
        assertThat(scores("a1\tNY\t\t").moves(scores("a1 NY 0.9 10"))).isEmpty();
    }

    @Test
    void twoReleasesThatRankByDifferentColumnsCannotBeCompared() {
        var other = file("id group rate class", "a1 NY 1 1");

        assertThat(scores("a1 NY 9 9").moves(other)).isEmpty();
    }

    @Test
    void namesOfGroupsKeepTheirLetters() {
        assertThat(scores("a1 Añasco True true").moves(scores("a1 Añasco False false")))
                .contains(new ScoreMoves("score", true, 1, 0, 1, List.of(new ScoreMoves.Group("Añasco", 1))));
    }

    @Test
    void whatIsNoSuchFileTellsNothing() {
        assertThat(PublishedScores.of("")).isEmpty();
        assertThat(PublishedScores.of("id\tgroup\tscore\n")).isEmpty();
        assertThat(PublishedScores.of("id\tgroup\tscore\tclass\na1\tNY"))
                .as("cut short")
                .isEmpty();
    }
}
