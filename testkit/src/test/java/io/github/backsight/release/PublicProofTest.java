package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.progress.Progress;
import io.github.backsight.release.PublicReader.Answer;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class PublicProofTest {
    /// Reads the store as it is, but for old answers that are kept for some looks.
    private static final class Cache implements PublicReader {
        /// An old answer, and in which looks at its address it is given, counted from 1.
        private record Old(byte[] bytes, IntPredicate looks, AtomicInteger look) {}

        private final ObjectStore store;
        private final Map<String, Old> kept = new ConcurrentHashMap<>();
        private final Set<String> parts = ConcurrentHashMap.newKeySet();
        private boolean closed;

        Cache(ObjectStore store) {
            this.store = store;
        }

        void keepPointerFor(int looks) throws IOException {
            keep("live.json", look -> look <= looks);
        }

        void keep(String name, IntPredicate looks) throws IOException {
            kept.put(name, new Old(bytes(name).orElseThrow(), looks, new AtomicInteger()));
        }

        void forget() {
            kept.clear();
        }

        @Override
        public String address(String name) {
            return "https://maps.example.org/" + name;
        }

        @Override
        public Answer read(String name) throws IOException {
            return answer(look(name));
        }

        @Override
        public Answer read(String name, long offset, int length) throws IOException {
            parts.add(name + " " + offset + " " + length);
            var bytes = look(name);
            return answer(bytes.map(all -> Arrays.copyOfRange(all, (int) offset, (int) offset + length)));
        }

        private Optional<byte[]> look(String name) throws IOException {
            var old = Optional.ofNullable(kept.get(name));
            return old.isPresent() && old.get().looks().test(old.get().look().incrementAndGet())
                    ? old.map(Old::bytes)
                    : bytes(name);
        }

        private Answer answer(Optional<byte[]> bytes) {
            return closed || bytes.isEmpty()
                    ? new Answer.Refused("403")
                    : new Answer.Bytes(Sha256.of(bytes.get()), new String(bytes.get(), StandardCharsets.UTF_8));
        }

        private Optional<byte[]> bytes(String name) throws IOException {
            var newest = store.newest(new Key("maps/" + name));
            if (newest.isEmpty() || !(newest.get() instanceof Entry.Version version)) {
                return Optional.empty();
            }
            try (var in = store.read(version.key(), version.id())) {
                return Optional.of(in.readAllBytes());
            }
        }
    }

    private final MapTeam plain = new MapTeam();
    private final Cache cache = new Cache(plain.store());

    private MapTeam team(PublicSide.Access access) {
        return plain.readBy(new PublicSide(Distribution.NONE, Optional.of(cache), access, unused -> {}));
    }

    private static StepResult step(OperationResult result, String name) {
        return result.steps().stream()
                .filter(step -> step.step().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void law8_thePublicIsProvenToGetWhatIsLive() throws IOException {
        var team = team(PublicSide.Access.EVERYBODY);

        var outcome = (Outcome.Done) team.inPlace().publish(team.build("first"));

        assertThat(step(outcome.result(), "public").ended()).isEqualTo(StepResult.Ended.DONE);
        assertThat(step(outcome.result(), "public").detail()).endsWith("(7 addresses read)");
    }

    @Test
    void law8_whatWasPublicBeforeIsProvenToBeSoAgain() throws IOException {
        var team = team(PublicSide.Access.UNKNOWN);
        team.publish(team.build("first"));

        var outcome = (Outcome.Done) team.publish(team.build("second"));

        assertThat(step(outcome.result(), "public").ended()).isEqualTo(StepResult.Ended.DONE);
    }

    @Test
    void aMapThatNobodyCouldReadIsSaidNotToBePublic() throws IOException {
        cache.closed = true;
        var team = team(PublicSide.Access.UNKNOWN);

        var outcome = (Outcome.Done) team.publish(team.build("first"));

        assertThat(step(outcome.result(), "public").detail())
                .isEqualTo("the map is not public: nobody could read it anonymously before");
    }

    @Test
    void pitfall21_aCacheThatAnswersTheOldForAWhileIsWaitedFor() throws IOException {
        var team = team(PublicSide.Access.EVERYBODY);
        team.publish(team.build("first"));
        cache.keepPointerFor(5);

        assertThat(team.publish(team.build("second"))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void pitfall21_aCacheThatGoesOnAnsweringTheOldIsToldTruthfullyAndTheSameCommandCompletes() throws IOException {
        var team = team(PublicSide.Access.EVERYBODY);
        var first = team.build("first");
        team.publish(first);
        cache.keepPointerFor(1000);
        var second = team.build("second");

        var outcome = (Outcome.Failed) team.publish(second);

        assertThat(outcome.message())
                .startsWith("release " + second.id() + " is live in the store, but"
                        + " https://maps.example.org/live.json still answers release " + first.id());
        assertThat(team.live()).isEqualTo(second.id());
        cache.forget();
        assertThat(team.publish(second)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aMapThatIsMeantToBePublicAndIsNotIsSaidToBeRefused() throws IOException {
        cache.closed = true;
        var team = team(PublicSide.Access.EVERYBODY);

        var outcome = (Outcome.Failed) team.publish(team.build("first"));

        assertThat(outcome.message()).contains("https://maps.example.org/live.json answers 403");
    }

    @Test
    void safeIsSaidOnlyWhenAllAddressesAnswerTheNewInTheSameLook() throws IOException {
        var team = team(PublicSide.Access.EVERYBODY).inPlace();
        team.publish(team.build("first"));
        cache.keep("live.json", look -> look <= 1);
        cache.keep("tiles/high/1/0/0.pbf", look -> look == 2 || look == 3);
        cache.keep("tiles/high.json", look -> look <= 2);

        var outcome = (Outcome.Done) team.publish(team.build("second"));

        assertThat(outcome.result().probes())
                .hasSize(7)
                .allSatisfy(probe -> assertThat(probe.right()).isTrue())
                .allSatisfy(probe -> assertThat(probe.looks()).isEqualTo(4));
        assertThat(outcome.result().timeToSafe())
                .hasValueSatisfying(safe -> assertThat(safe.addresses()).isEqualTo(7))
                .hasValueSatisfying(safe -> assertThat(safe.milliseconds()).isPositive());
    }

    @Test
    void aMixIsNeverSaidToBeSafe() throws IOException {
        var team = team(PublicSide.Access.EVERYBODY).inPlace();
        team.publish(team.build("first"));
        cache.keep("tiles/high/1/0/1.pbf", look -> true);
        var second = team.build("second");

        var outcome = (Outcome.Failed) team.publish(second);

        assertThat(outcome.message())
                .startsWith("release " + second.id() + " is live in the store, but https://maps.example.org/tiles/high/"
                        + "1/0/1.pbf still answers other bytes (1 of 7 addresses do not answer with it)");
        assertThat(outcome.result().timeToSafe()).isEmpty();
        assertThat(outcome.result().probes())
                .filteredOn(probe -> !probe.right())
                .extracting(Probe::address)
                .containsExactly("https://maps.example.org/tiles/high/1/0/1.pbf");
    }

    @Test
    void onceTheSameCommandHasCompletedItTheTimeIsThatSinceThePointerMoved() throws IOException {
        var team = team(PublicSide.Access.EVERYBODY);
        team.publish(team.build("first"));
        cache.keepPointerFor(1000);
        var second = team.build("second");
        assertThat(team.publish(second)).isInstanceOf(Outcome.Failed.class);
        cache.forget();

        var again = ((Outcome.Done) team.publish(second)).result();

        var moved = team.status().live().orElseThrow().since();
        assertThat(again.timeToSafe().orElseThrow().milliseconds())
                .isGreaterThan(Duration.between(moved, again.begun()).toMillis());
    }

    @Test
    void withoutAPublicAddressNothingIsSaidOfSafety() throws IOException {
        var outcome = (Outcome.Done) plain.publish(plain.build("first"));

        assertThat(outcome.result().timeToSafe()).isEmpty();
        assertThat(outcome.result().probes()).isEmpty();
    }

    @Test
    void theTimeToSafeAndTheAddressesAreKeptAsEvidence() throws IOException {
        var team = team(PublicSide.Access.EVERYBODY);
        var result = ((Outcome.Done) team.publish(team.build("first"))).result();

        var reader = new EvidenceReader(team.store(), MapTeam.PREFIX);
        var evidence = reader.of(result.operation());

        assertThat(evidence.timeToSafe()).isPresent().isEqualTo(result.timeToSafe());
        assertThat(evidence.probes()).isNotEmpty().isEqualTo(result.probes());
    }

    @Test
    void ofALongTileArchiveThreePartsAreReadAsReadersOfItDo() throws IOException {
        var team = team(PublicSide.Access.EVERYBODY).inPlace();
        int length = "high.pmtiles of ".length() + 50_000;

        team.publish(team.build("s".repeat(50_000)));

        int last = length - 16_384;
        assertThat(cache.parts)
                .containsExactlyInAnyOrder(
                        "high.pmtiles 0 16384",
                        "high.pmtiles " + last / 2 + " 16384",
                        "high.pmtiles " + last + " 16384");
    }

    @Test
    void aPartOfATileArchiveThatIsStillTheOldKeepsItFromBeingSafe() throws IOException {
        var team = team(PublicSide.Access.EVERYBODY).inPlace();
        team.publish(team.build("s".repeat(50_000)));
        cache.keep("high.pmtiles", look -> look % 3 == 0);

        var outcome = (Outcome.Failed) team.publish(team.build("t".repeat(50_000)));

        assertThat(outcome.message())
                .contains("https://maps.example.org/high.pmtiles bytes=", "still answers other bytes");
    }

    @Test
    void ofATreeEachZoomIsLookedAtBeforeASecondTileOfOne() {
        var digest = Sha256.of(new byte[0]);
        var entries = java.util.stream.Stream.of(
                        "10/1/1.pbf",
                        "10/1/2.pbf",
                        "11/1/1.pbf",
                        "11/2/2.pbf",
                        "11/2/2.pbf",
                        "9/1/1.pbf",
                        "metadata.json")
                .map(path -> new TreeIndex.Entry(path, 1, digest))
                .toList();

        assertThat(PublicSample.spread(entries))
                .extracting(TreeIndex.Entry::path)
                .containsExactly("10/1/1.pbf", "11/1/1.pbf", "9/1/1.pbf", "10/1/2.pbf");
    }

    /// A distribution that cannot be told at first.
    private static final class Stubborn implements Distribution {
        private final List<List<String>> told = new ArrayList<>();
        private boolean refuses = true;

        @Override
        public Told tell(OperationId operation, List<String> names) throws IOException {
            if (refuses) {
                throw new IOException("permission denied");
            }
            told.add(names);
            return new Told.Request("I1", "told of " + names.size());
        }

        @Override
        public Cleared await(Told.Request request, Progress progress) {
            return new Cleared.UnderWay("still under way");
        }
    }

    @Test
    void aDistributionThatCannotBeToldHoldsUpNoInput() throws IOException {
        var stubborn = new Stubborn();
        var team = plain.readBy(new PublicSide(stubborn, Optional.empty(), PublicSide.Access.UNKNOWN, unused -> {}));
        plain.publish(plain.build("first"));
        plain.publish(plain.build("second"));

        var outcome = (Outcome.Failed) team.rollback();

        assertThat(outcome.message()).startsWith("permission denied");
        assertThat(team.read(MapTeam.SCORE)).isEqualTo("first");
        stubborn.refuses = false;
        var again = (Outcome.Done) team.rollback();
        assertThat(stubborn.told).containsExactly(List.of("live.json", "tiles/high.json", "tiles/low.json"));
        assertThat(step(again.result(), "cdn wait").ended()).isEqualTo(StepResult.Ended.UNDER_WAY);
    }

    @Test
    void manyChangedTilesAreToldAsOneName() {
        var tiles = java.util.stream.IntStream.range(0, 101)
                .mapToObj(x -> "tiles/high/8/" + x + "/1.pbf")
                .toList();

        assertThat(ChangedNames.covering(tiles, List.of("tiles/high"))).containsExactly("tiles/high/*");
        assertThat(ChangedNames.covering(tiles.subList(0, 100), List.of("tiles/high")))
                .hasSize(100);
    }
}
