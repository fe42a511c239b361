package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    private static final Sha256 BYTES = digest("these");

    private final MemoryObjectStore store = new MemoryObjectStore(InstantSource.fixed(NOW));
    private final Verdicts verdicts = new Verdicts(store, "map");

    private static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputVerdict.Moved moved(String since, double rowsLost) {
        return new InputVerdict.Moved(
                digest(since), new TreeMap<>(Map.of("rows-lost", new TreeMap<>(Map.of("", rowsLost)))));
    }

    private static InputVerdict verdict(InputVerdict.Moved... moves) {
        return new InputVerdict(
                InputVerdict.FORMAT,
                "rates",
                new Key("rates.csv"),
                new VersionId("1"),
                BYTES,
                Verdict.GOOD,
                List.of(),
                digest("rules"),
                Optional.empty(),
                NOW,
                "1.0",
                Optional.empty(),
                List.of(moves));
    }

    @Test
    void whatWasMeasuredSinceOtherBytesStays() throws IOException {
        verdicts.keep(verdict(moved("january", 0.25)));
        verdicts.keep(verdict());
        verdicts.keep(verdict(moved("february", 0.5)));

        var kept = verdicts.find("rates", BYTES).orElseThrow();

        assertThat(kept.moves()).containsExactly(moved("february", 0.5), moved("january", 0.25));
        assertThat(kept.movedSince(digest("january"))).contains(moved("january", 0.25));
        assertThat(kept.movedSince(digest("march"))).isEmpty();
    }

    @Test
    void whatIsMeasuredAgainTakesTheOldPlaceAndOnlyAFewAreKept() throws IOException {
        for (var since : Stream.of("1", "2", "3", "4", "5").toList()) {
            verdicts.keep(verdict(moved(since, 0.25)));
        }
        verdicts.keep(verdict(moved("4", 0.5)));

        assertThat(verdicts.find("rates", BYTES).orElseThrow().moves())
                .containsExactly(moved("4", 0.5), moved("5", 0.25), moved("3", 0.25), moved("2", 0.25));
    }

    @Test
    void aPersonsWordStaysBesideWhatWasMeasured() throws IOException {
        var word = new InputVerdict.Overruling(Verdict.BAD, "ann", "wrong year", NOW);
        verdicts.overrule(verdict(moved("january", 0.25)).overruled(word));

        var kept = verdicts.keep(verdict(moved("february", 0.5)));

        assertThat(kept.verdict()).isEqualTo(Verdict.BAD);
        assertThat(kept.moves()).hasSize(2);
    }

    @Test
    void recordsOfBeforeThereWereMovesAreReadAsKnowingNone() throws IOException {
        var text = ReleaseJson.text(verdict());
        var old = text.replaceFirst(",\\s*\"moves\" : \\[[^]]*]", "");
        assertThat(old).doesNotContain("moves");
        store.put(
                new Layout("map").verdict("rates", BYTES),
                Body.of(old.getBytes(StandardCharsets.UTF_8)),
                Attributes.ofType("application/json"),
                new Expectation.Anything());

        assertThat(verdicts.find("rates", BYTES).orElseThrow().moves()).isEmpty();
        assertThat(verdicts.judged("rates")).containsExactly(BYTES);
        assertThat(verdicts.of("rates", List.of(BYTES, digest("others")))).containsOnlyKeys(BYTES);
    }
}
