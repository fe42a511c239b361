package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.backsight.release.Manifest;
import io.github.backsight.release.Outcome;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Status;
import io.github.backsight.release.StepResult;
import io.github.backsight.testkit.gateway.Exchange;
import io.github.backsight.testkit.gateway.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every request of a rollback and of a publish goes wrong once, in every way. After that exactly one whole release is
/// live, the outcome has told the truth, no version of an input is lost, and the same command again completes it.
class S3FaultsTest {
    /// One way in which a request goes wrong.
    ///
    /// @param harms whether it makes a difference to such a request
    record Way(String name, Predicate<Exchange> harms, IntFunction<Fault> at) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("is refused", any -> true, Fault.Refused::new),
                new Way("is reset before", any -> true, Fault.ResetBefore::new),
                new Way("is reset after", any -> true, Fault.ResetAfter::new),
                new Way("finds the server busy thrice", any -> true, request -> new Fault.Unavailable(request, 3)),
                new Way("is slow", any -> true, request -> new Fault.Slow(request, Duration.ofSeconds(2))),
                new Way("has its reply cut short", asked -> asked.bytesOut() > 0, Fault.Truncated::new),
                new Way("has its reply changed", asked -> asked.bytesOut() > 0, Fault.FlippedByte::new),
                new Way("is changed", asked -> asked.bytesIn() > 0, Fault.FlippedRequestByte::new),
                new Way("is answered 200 with an error", any -> true, Fault.OkWithError::new));
    }

    /// What a command is called, what it does, and which release it makes live.
    private record Command(String name, Work work, Manifest after) {
        @FunctionalInterface
        interface Work {
            Outcome by(S3ObjectStore way) throws IOException;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void law5_law6_rollingBackAndPublishingSurviveAnyRequestThat(Way way) throws IOException {
        try (var server = RealServer.required();
                var team = new FaultyTeam(server, 10)) {
            var publish = new Command("publish", by -> team.publish(by, team.spoilt()), team.spoilt());
            var rollback = new Command("rollback", team::rollBack, team.good());
            var published = requests(team, publish);
            team.spoilInputs();
            var rolledBack = requests(team, rollback);
            for (int request = 1; request <= Math.max(published.size(), rolledBack.size()); request++) {
                survives(team, publish, way, request, published);
                team.spoilInputs();
                survives(team, rollback, way, request, rolledBack);
            }
        }
    }

    private static List<Exchange> requests(FaultyTeam team, Command command) throws IOException {
        team.gateway().expect(new Fault.None());
        assertThat(command.work().by(team.throughGateway())).isInstanceOf(Outcome.Done.class);
        return team.gateway().log();
    }

    private static void survives(FaultyTeam team, Command command, Way way, int request, List<Exchange> requests)
            throws IOException {
        if (request > requests.size() || !way.harms().test(requests.get(request - 1))) {
            assertThat(command.work().by(team.store())).isInstanceOf(Outcome.Done.class);
            return;
        }
        var about = "request " + request + " of " + command + " " + way + ": " + requests.get(request - 1);
        var before = team.status().live().orElseThrow().release();
        var versions = team.inputVersions();
        team.gateway().expect(way.at().apply(request));
        Optional<Outcome> outcome = Optional.empty();
        try {
            outcome = Optional.of(command.work().by(team.throughGateway()));
        } catch (IOException e) {
            assertThat(live(team)).as("%s: planning failed by %s", about, e).isEqualTo(before);
        }
        var live = live(team);
        assertThat(live).as(about).isIn(before, command.after().id());
        assertThat(team.isWhole(live)).as(about).isTrue();
        if (outcome.isPresent()) {
            assertTrue(team, command, before, outcome.get(), about);
        }
        if (!isOver(team, command)) {
            assertThat(command.work().by(team.store())).as(about).isInstanceOf(Outcome.Done.class);
        }
        assertThat(isOver(team, command)).as(about).isTrue();
        assertThat(team.inputVersions()).as("law 3, %s", about).containsAll(versions);
    }

    private static ReleaseId live(FaultyTeam team) throws IOException {
        return team.status().live().orElseThrow().release();
    }

    private static boolean isOver(FaultyTeam team, Command command) throws IOException {
        var status = team.status();
        return status.unfinished().isEmpty()
                && status.staleDocuments().isEmpty()
                && status.live().map(Status.Live::release).equals(Optional.of(command.after().id()))
                && (command.after().equals(team.spoilt()) || team.hasGoodInputs());
    }

    /// Whatever an outcome says must be so in the bucket.
    private static void assertTrue(FaultyTeam team, Command command, ReleaseId before, Outcome outcome, String about)
            throws IOException {
        var all = about + ": " + outcome;
        switch (outcome) {
            case Outcome.Done unused -> assertThat(isOver(team, command)).as(all).isTrue();
            case Outcome.Failed(var result, var unused) -> assertPointerTrue(team, command, before, result.steps(), all);
            case Outcome.Unsettled(var result, var unused) ->
                assertPointerTrue(team, command, before, result.steps(), all);
            case Outcome.NothingToDo unused -> fail("there was something to do; " + all);
            case Outcome.RefusedByChecks unused -> fail("no check refuses; " + all);
            case Outcome.RefusedAsStale unused -> fail("nothing moved; " + all);
            case Outcome.Overtaken unused -> fail("nobody else was there; " + all);
        }
    }

    private static void assertPointerTrue(
            FaultyTeam team, Command command, ReleaseId before, List<StepResult> steps, String about)
            throws IOException {
        var pointer = steps.stream()
                .filter(step -> step.step().equals("pointer"))
                .map(StepResult::ended)
                .findFirst()
                .orElse(StepResult.Ended.NOT_REACHED);
        switch (pointer) {
            case DONE, NOTHING_TO_DO ->
                assertThat(live(team)).as(about).isEqualTo(command.after().id());
            case NOT_REACHED, FAILED -> assertThat(live(team)).as(about).isEqualTo(before);
            case UNKNOWN -> assertThat(about).contains("Unsettled");
            case OVERTAKEN, UNDER_WAY -> fail(about);
        }
    }
}
