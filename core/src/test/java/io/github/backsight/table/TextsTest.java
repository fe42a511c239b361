package io.github.backsight.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts in few arrays are the texts that were put there.
class TextsTest {
    private static final List<String> LETTERS = List.of("a", "B", "0", "é", "Ł", "İ", "語", "\uD83D\uDDFA");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 128, 3_000})
    void textsComeBackInTheirOrder(int count) {
        var texts = random(count);

        assertThat(Texts.of(texts)).containsExactlyElementsOf(texts).isEqualTo(texts);
    }

    @Test
    void partsComeOneAfterTheOther() {
        var texts = random(500);

        assertThat(Texts.joined(List.of(texts.subList(0, 70), List.of(), Texts.of(texts.subList(70, 500)))))
                .containsExactlyElementsOf(texts);
    }

    @Test
    void textsAreNotCopiedASecondTime() {
        var texts = Texts.of(random(10));

        assertThat(Texts.of(texts)).isSameAs(texts);
    }

    @Test
    void aTextMayBeLongerThanManyOthers() {
        var texts = random(200);
        texts.set(100, "x".repeat(1_000_000));

        assertThat(Texts.of(texts)).containsExactlyElementsOf(texts);
    }

    @Test
    void thereIsNoTextBeyondTheLast() {
        var texts = Texts.of(List.of("a"));

        assertThatThrownBy(() -> texts.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> texts.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatWasGivenDoesNotChangeWhenMoreIsAdded() {
        var texts = random(1_000);
        var appender = new Texts.Appender();
        var given = new ArrayList<Texts>();
        for (var text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            appender.add(bytes, bytes.length);
            given.add(appender.soFar());
        }

        for (int count = 1; count <= texts.size(); count++) {
            assertThat(given.get(count - 1)).isEqualTo(texts.subList(0, count));
        }
    }

    @Test
    void theyTravelAsTheyAre() throws IOException, ClassNotFoundException {
        var texts = Texts.of(random(300));
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(texts);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(texts);
        }
    }

    @Test
    void anIndexFindsEachTextAndNoOther() {
        var known = new LinkedHashMap<String, Integer>();
        for (var text : random(20_000)) {
            known.putIfAbsent(text, known.size());
        }
        var table = new Table(List.of(), List.copyOf(known.keySet()));

        known.forEach((text, row) -> assertThat(table.row(text)).hasValue(row));
        assertThat(random(1_000).stream().map(text -> text + "?"))
                .allSatisfy(text -> assertThat(table.row(text)).isEmpty());
    }

    @Test
    void anIdThatStandsInTwoRowsIsRefused() {
        assertThatThrownBy(() -> new Table(List.of(), List.of("a", "b", "c", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the id 'b' stands in two rows");
    }

    /// What of a letter is above its lowest byte tells it from others, too.
    @Test
    void aColumnHasEachTextOnceInTheOrderOfFirstSight() {
        Map<String, Integer> codes = new LinkedHashMap<>();
        var column = new ColumnBuilder();
        var texts = random(5_000);
        texts.addAll(List.of("A", "Ł", "\u0141", "\u0241", "\u0341"));
        var later = new ColumnBuilder();
        for (int row = 0; row < texts.size(); row++) {
            codes.putIfAbsent(texts.get(row), codes.size());
            (row < 2_000 ? column : later).add(texts.get(row));
        }
        column.addAll(later);

        var built = column.build("c", Column.Kind.TEXT);

        assertThat(built.distinctCount()).isEqualTo(codes.size());
        assertThat(IntStream.range(0, texts.size()).mapToObj(row -> built.text(built.code(row))))
                .containsExactlyElementsOf(texts);
        assertThat(IntStream.range(0, texts.size()).map(built::code).boxed())
                .containsExactlyElementsOf(texts.stream().map(codes::get).toList());
        for (int code = 0; code < built.distinctCount(); code++) {
            int here = code;
            assertThat((long) column.cells(code))
                    .isEqualTo(IntStream.range(0, texts.size())
                            .filter(row -> built.code(row) == here)
                            .count());
        }
    }

    /// {@return texts of up to eight letters, many of them several times}
    private static List<String> random(int count) {
        var random = new Random(count);
        var texts = new ArrayList<String>();
        for (int text = 0; text < count; text++) {
            var letters = new StringBuilder();
            for (int length = random.nextInt(9); length > 0; length--) {
                letters.append(LETTERS.get(random.nextInt(random.nextBoolean() ? 3 : LETTERS.size())));
            }
            texts.add(letters.toString());
        }
        return texts;
    }
}
