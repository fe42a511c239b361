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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicProofTest {
    /// Reads the store as it is, but for an old answer that is kept for so many looks.
    private static final class Cache implements PublicReader {
        private final ObjectStore store;
        private Optional<byte[]> old = Optional.empty();
        private int looksLeft;
        private boolean closed;

        Cache(ObjectStore store) {
            this.store = store;
        }

        void keepPointerFor(int looks) throws IOException {
            old = Optional.of(bytes("live.json").orElseThrow());
            looksLeft = looks;
        }

        @Override
        public String address(String name) {
            return "https://maps.example.org/" + name;
        }

        @Override
        public Answer read(String name) throws IOException {
            var bytes = name.equals("live.json") && old.isPresent() && looksLeft-- > 0 ? old : bytes(name);
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
        assertThat(step(outcome.result(), "public").detail()).endsWith("(6 addresses read)");
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
        cache.looksLeft = 0;
        assertThat(team.publish(second)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aMapThatIsMeantToBePublicAndIsNotIsSaidToBeRefused() throws IOException {
        cache.closed = true;
        var team = team(PublicSide.Access.EVERYBODY);

        var outcome = (Outcome.Failed) team.publish(team.build("first"));

        assertThat(outcome.message()).contains("https://maps.example.org/live.json answers 403");
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
