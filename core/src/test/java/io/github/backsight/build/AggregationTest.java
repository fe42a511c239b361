package io.github.backsight.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AggregationTest {
    @Test
    void rowsThatShareTheFirstCharactersBecomeOneWithTheMeanScore() {
        var table = Aggregation.rows(Tables.draw("""
                id   state score open
                A11  Iowa  1     true
                A12  Iowa  2     false
                B11  Ohio  -     true
                A13  Iowa  -     true
                """), "id", "score", 2);

        assertThat(table.ids()).containsExactly("A1", "B1");
        assertThat(Tables.texts(table, "id")).containsExactly("A1", "B1");
        assertThat(Tables.texts(table, "score")).containsExactly("1.5", "-");
    }

    @Test
    void otherColumnsKeepWhatAllRowsAgreeOn() {
        var table = Aggregation.rows(Tables.draw("""
                id   state score open
                A11  Iowa  1     true
                A12  Iowa  2     false
                B11  Ohio  4     true
                """), "id", "score", 2);

        assertThat(Tables.texts(table, "state")).containsExactly("Iowa", "Ohio");
        assertThat(Tables.texts(table, "open")).containsExactly("-", "true");
    }

    @Test
    void idsShorterThanTheAggregateStayAsTheyAre() {
        var groups = Aggregation.groups(java.util.List.of("A", "AB1", "AB2"), 2);

        assertThat(groups.names()).containsExactly("A", "AB");
        assertThat(groups.groupOf()).containsExactly(0, 1, 1);
    }
}
