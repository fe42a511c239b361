package io.github.backsight.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapefileNamesTest {
    @Test
    void namesThatFitStay() {
        assertThat(ShapefileNames.of(List.of("GEOID10", "SN_C", "a", "TEN_LETTER")))
                .containsExactly("GEOID10", "SN_C", "a", "TEN_LETTER");
    }

    @Test
    void longNamesGiveTheBeginningOfEveryWord() {
        assertThat(ShapefileNames.of(List.of(
                        "Total population",
                        "Percent of individuals below 200%",
                        "Löhne über Bürger",
                        "POPULATIONDENSITY",
                        "漢字")))
                .containsExactly("TotalPopul", "PeOfInBe20", "LohnUbeBur", "POPULATION", "FIELD");
    }

    @Test
    void namesThatFitGoBeforeShortenedOnes() {
        assertThat(ShapefileNames.of(List.of("Total population", "TotalPopul")))
                .containsExactly("TotalPopu2", "TotalPopul");
    }

    @Test
    void namesDifferAlsoWithoutTheirCase() {
        assertThat(ShapefileNames.of(List.of("abc", "ABC"))).containsExactly("abc", "ABC2");
    }

    @Test
    void manyEqualBeginningsStayDifferent() {
        var names = ShapefileNames.of(IntStream.range(0, 200)
                .mapToObj(i -> "Percentile of everything in the year " + i)
                .toList());
        var upper = new HashSet<String>();
        names.forEach(name -> upper.add(name.toUpperCase(Locale.ROOT)));
        assertThat(upper).hasSize(200);
        assertThat(names).allMatch(name -> name.matches("[A-Za-z0-9_]{1,10}"));
    }
}
