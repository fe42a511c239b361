package io.github.backsight.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The past of two inputs, written at hand-set times.
class HistoryTest {
    private static final Key CENSUS = new Key("in/census.zip");
    private static final Key SCORE = new Key("in/usa.csv");
    private static final List<Source> BOTH = List.of(new Source("score", SCORE), new Source("census", CENSUS));

    private Instant now = Instant.EPOCH;
    private final MemoryObjectStore store = new MemoryObjectStore(() -> now, 2);

    private static Instant at(String time) {
        return Instant.parse("2026-11-23T" + time + "Z");
    }

    private VersionId put(String time, Key key) throws IOException {
        now = at(time);
        var body = Body.of(time.getBytes(StandardCharsets.UTF_8));
        var write = store.put(key, body, Attributes.ofType("text/csv"), new Expectation.Anything());
        return ((Write.Stored) write).id();
    }

    private void delete(String time, Key key) {
        now = at(time);
        store.delete(key);
    }

    private List<State> states() throws IOException {
        return new History(store).states(BOTH);
    }

    /// As in `10:00:00 score=1 census=-`, newest first.
    private List<String> shown() throws IOException {
        return states().stream().map(HistoryTest::shown).toList();
    }

    private static String shown(State state) {
        return state.from().toString().substring(11, 19)
                + state.versions().entrySet().stream()
                        .map(each -> " " + each.getKey() + "="
                                + each.getValue()
                                        .map(Entry.Version::id)
                                        .map(VersionId::value)
                                        .orElse("-"))
                        .collect(Collectors.joining());
    }

    @Test
    void eachChangeOfAnInputBeginsAState() throws IOException {
        put("10:00:00", CENSUS);
        put("11:00:00", SCORE);
        put("12:00:00", SCORE);

        assertThat(shown())
                .containsExactly("12:00:00 score=3 census=1", "11:00:00 score=2 census=1", "10:00:00 score=- census=1");
        assertThat(states()).extracting(State::whole).containsExactly(true, true, false);
        assertThat(states()).extracting(State::doubts).containsOnly(List.of());
        assertThat(states())
                .extracting(State::until)
                .containsExactly(Optional.empty(), Optional.of(at("12:00:00")), Optional.of(at("11:00:00")));
    }

    @Test
    void pitfall7_aDeletedInputIsMissingUntilItIsThereAgain() throws IOException {
        put("10:00:00", CENSUS);
        put("10:30:00", SCORE);
        delete("11:00:00", SCORE);
        delete("11:30:00", SCORE);
        now = at("12:00:00");
        store.restore(SCORE, new VersionId("2"), new Expectation.Anything());

        assertThat(shown())
                .containsExactly(
                        "12:00:00 score=5 census=1",
                        "11:00:00 score=- census=1",
                        "10:30:00 score=2 census=1",
                        "10:00:00 score=- census=1");
    }

    @Test
    void whatNeverWasHasNoHistory() throws IOException {
        delete("10:00:00", SCORE);

        assertThat(states()).isEmpty();
    }

    @Test
    void pitfall13_versionsOfTheSameInstantAreStatesInTheOrderOfTheListAndInDoubt() throws IOException {
        put("10:00:00", CENSUS);
        put("11:00:00", SCORE);
        put("11:00:00", SCORE);
        put("11:00:00", SCORE);

        assertThat(shown())
                .containsExactly(
                        "11:00:00 score=4 census=1",
                        "11:00:00 score=3 census=1",
                        "11:00:00 score=2 census=1",
                        "10:00:00 score=- census=1");
        assertThat(states().get(0).doubts()).isEmpty();
        assertThat(states().get(1).doubts()).singleElement().asString().contains("less than a second");
    }

    @Test
    void pitfall13_inputsThatChangeAtTheSameTimeAreInDoubt() throws IOException {
        put("10:00:00", CENSUS);
        put("10:00:00", SCORE);

        assertThat(shown()).containsExactly("10:00:00 score=2 census=1");
        assertThat(states().getFirst().doubts())
                .singleElement()
                .asString()
                .contains("'in/usa.csv' and 'in/census.zip' changed at the same time");
    }

    @Test
    void pitfall13_inputsThatChangeWithinASecondAreInDoubt() throws IOException {
        put("10:00:00.300", CENSUS);
        put("10:00:01.200", SCORE);
        put("10:00:02.200", SCORE);

        assertThat(states()).extracting(state -> state.doubts().isEmpty()).containsExactly(true, true, false);
    }

    @Test
    void pitfall12_theOrderIsThatOfTheListAlsoWhereTimesGoBackwards() throws IOException {
        put("10:00:00", CENSUS);
        put("12:00:00", SCORE);
        put("11:00:00", SCORE);

        assertThat(shown())
                .containsExactly("12:00:00 score=3 census=1", "12:00:00 score=2 census=1", "10:00:00 score=- census=1");
        assertThat(states().getFirst().doubts()).singleElement().asString().contains("lists version 3", "11:00:00Z");
    }

    @Test
    void inputsOfOneObjectChangeTogetherWithoutADoubt() throws IOException {
        put("10:00:00", CENSUS);
        put("11:00:00", CENSUS);

        var states = new History(store).states(List.of(new Source("tracts", CENSUS), new Source("states", CENSUS)));

        assertThat(states.stream().map(HistoryTest::shown))
                .containsExactly("11:00:00 tracts=2 states=2", "10:00:00 tracts=1 states=1");
        assertThat(states).extracting(State::doubts).containsOnly(List.of());
    }

    @Test
    void aStateIsFoundByAnyInstantInIt() throws IOException {
        put("10:00:00", CENSUS);
        put("11:00:00", SCORE);
        put("11:00:00", SCORE);
        var states = states();

        assertThat(History.at(at("09:59:59"), states)).isEmpty();
        assertThat(History.at(at("10:00:00"), states)).contains(states.getLast());
        assertThat(History.at(at("10:59:59.999"), states)).contains(states.getLast());
        assertThat(History.at(at("11:00:00"), states)).contains(states.getFirst());
        assertThat(History.at(at("23:00:00"), states)).contains(states.getFirst());
    }
}
