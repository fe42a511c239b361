package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.StoreLocation.Addressing;
import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Credentials;
import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Outcome;
import io.github.backsight.testkit.OperationProcess;
import io.github.backsight.testkit.OperationProcess.Death;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/// Real processes that publish, roll back and undo in a bucket, and die before or after one of their
/// store calls, or are killed from outside at any instant.
///
/// Some calls, drawn by a fixed seed; with `BACKSIGHT_TEST_KILLS` set, each call of each command.
interface KilledProcessesContract {
    boolean EVERY_CALL =
            Optional.ofNullable(System.getenv("BACKSIGHT_TEST_KILLS")).isPresent();

    /// {@return a team on a server of the implementation's; closing it leaves nothing behind}
    FaultyTeam newTeam() throws IOException;

    /// What the processes do.
    enum Work {
        PUBLISH,
        ROLLBACK,
        UNDO;

        /// Makes the bucket such that the command has everything to do.
        private Change prepare(FaultyTeam team) throws IOException {
            var way = team.store();
            var good = team.good();
            var spoilt = team.spoilt();
            return switch (this) {
                case PUBLISH -> {
                    if (!team.live().equals(good)) {
                        assertThat(team.rollBack(way)).isInstanceOf(Outcome.Done.class);
                    }
                    team.forgetJournal();
                    yield new Change("publish:" + spoilt.id(), good, spoilt, Optional.empty());
                }
                case ROLLBACK -> {
                    publishSpoilt(team);
                    team.spoilInputs();
                    team.forgetJournal();
                    yield new Change("rollback", spoilt, good, Optional.of("good"));
                }
                case UNDO -> {
                    publishSpoilt(team);
                    team.spoilScore();
                    team.forgetJournal();
                    assertThat(team.rollBack(way)).isInstanceOf(Outcome.Done.class);
                    yield new Change("undo", good, spoilt, Optional.of("spoilt"));
                }
            };
        }

        private static void publishSpoilt(FaultyTeam team) throws IOException {
            if (!team.live().equals(team.spoilt())) {
                assertThat(team.publish(team.store(), team.spoilt())).isInstanceOf(Outcome.Done.class);
            }
        }

        private Outcome again(FaultyTeam team, Change change) throws IOException {
            return switch (this) {
                case PUBLISH -> team.publish(team.store(), change.after());
                case ROLLBACK -> team.rollBack(team.store());
                case UNDO -> team.undo(team.store());
            };
        }
    }

    /// @param score what the score is afterwards; empty where the command leaves inputs alone
    record Change(String command, Manifest before, Manifest after, Optional<String> score) {}

    @ParameterizedTest
    @EnumSource
    default void law5_aCommandKilledAtAnyInstantLeavesOneWholeReleaseLiveAndIsCompletedByTheSameAgain(Work work)
            throws Exception {
        try (var team = newTeam()) {
            var random = new Random(work.name().length());
            int calls = callsOf(work, team);
            var deaths = Death.some(calls, EVERY_CALL ? Integer.MAX_VALUE : 3, random);
            for (var death : deaths) {
                died(work, team, death);
            }
            int kills = EVERY_CALL ? 20 : 1;
            for (int kill = 0; kill < kills; kill++) {
                killed(work, team, 1 + random.nextInt(calls));
            }
            System.out.println(
                    work + " in a bucket: " + calls + " store calls, " + (deaths.size() + kills) + " processes died");
        }
    }

    private static OperationProcess start(FaultyTeam team, Change change, Death death) throws IOException {
        var bucket = team.bucket();
        var store = List.of(
                bucket.name(),
                bucket.endpoint().orElseThrow().toString(),
                bucket.writers().name());
        // Not as arguments, which everybody on the machine can read.
        var credentials = team.credentials().resolveCredentials();
        var surroundings = new HashMap<>(Map.of(
                "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
                "AWS_REGION", "us-east-1"));
        if (credentials instanceof AwsSessionCredentials session) {
            surroundings.put("AWS_SESSION_TOKEN", session.sessionToken());
        }
        return OperationProcess.start(BucketProcess.class, store, surroundings, change.command(), death);
    }

    private static int callsOf(Work work, FaultyTeam team) throws Exception {
        var change = work.prepare(team);
        try (var process = start(team, change, Death.NEVER)) {
            var calls = process.calls();
            assertThat(process.process().waitFor()).isZero();
            return calls.size();
        }
    }

    private static void died(Work work, FaultyTeam team, Death death) throws Exception {
        var change = work.prepare(team);
        var versions = team.inputVersions();
        List<String> said = new ArrayList<>();
        try (var process = start(team, change, death)) {
            said.addAll(process.calls());
            assertThat(process.process().waitFor()).as("%s", death).isEqualTo(OperationProcess.DIED);
        }
        // A call is said before it is made, but not the one before which it died.
        boolean begun = said.stream().anyMatch(call -> call.matches("put .*/000-plan[.]json"));
        boolean finished = said.stream().anyMatch(call -> call.matches("put .*-finished[.]json"));
        assertComesBack(work, team, change, death.toString(), begun && !finished && !lastIs(said, "000-plan"));
        assertThat(team.inputVersions()).as("%s", death).containsAll(versions);
    }

    /// Whether the very last call, which may not have arrived, is that one.
    private static boolean lastIs(List<String> said, String name) {
        return !said.isEmpty() && said.getLast().contains(name);
    }

    private static void killed(Work work, FaultyTeam team, int lines) throws Exception {
        var change = work.prepare(team);
        var versions = team.inputVersions();
        try (var process = start(team, change, Death.NEVER)) {
            for (int line = 0; line < lines; line++) {
                assertThat(process.output().readLine()).isNotNull();
            }
        }
        // What was under way when it was killed may still arrive: the server has its bytes.
        Thread.sleep(Duration.ofMillis(200));
        assertComesBack(work, team, change, "kill -9 at call " + lines, false);
        assertThat(team.inputVersions()).containsAll(versions);
    }

    /// @param under whether it certainly was under way
    private static void assertComesBack(Work work, FaultyTeam team, Change change, String death, boolean under)
            throws IOException {
        var live = team.live();
        assertThat(live).as(death).isIn(change.before(), change.after());
        assertThat(team.isWhole(live)).as(death).isTrue();
        if (under) {
            assertThat(team.status().unfinished())
                    .as(death)
                    .singleElement()
                    .satisfies(open ->
                            assertThat(open.release()).isEqualTo(change.after().id()));
        }
        if (!isOver(team, change)) {
            assertThat(work.again(team, change)).as(death).isInstanceOf(Outcome.Done.class);
        }
        assertThat(isOver(team, change)).as(death).isTrue();
        if (change.score().isPresent()) {
            assertThat(team.hasInputs(change.score().get())).as(death).isTrue();
        }
    }

    private static boolean isOver(FaultyTeam team, Change change) throws IOException {
        var status = team.status();
        return status.unfinished().isEmpty()
                && status.staleDocuments().isEmpty()
                && status.live().orElseThrow().release().equals(change.after().id());
    }

    /// The process that works on the bucket.
    final class BucketProcess {
        private BucketProcess() {}

        public static void main(String[] arguments) throws IOException {
            var bucket = new Bucket(
                    arguments[0],
                    Optional.of(URI.create(arguments[1])),
                    Optional.empty(),
                    Addressing.PATH,
                    new Credentials.Ambient(),
                    Writers.valueOf(arguments[2]),
                    Optional.empty());
            var connection = new Connection.Opening(
                            16, DefaultCredentialsProvider.builder().build(), Duration.ofSeconds(30))
                    .of(bucket);
            try (var store = S3ObjectStore.of(connection, FaultyTeam.options(), S3Server.surroundings())) {
                OperationProcess.run(store, FaultyTeam.PREFIX, arguments[3], arguments[4], arguments[5]);
            }
        }
    }
}
