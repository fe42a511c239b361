package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.backsight.release.Manifest;
import io.github.backsight.release.Outcome;
import io.github.backsight.release.Status;
import io.github.backsight.release.StepResult;
import io.github.backsight.testkit.gateway.Exchange;
import io.github.backsight.testkit.gateway.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every request of a rollback and of a publish goes wrong once, in every way. After that exactly one whole release is
/// live, the outcome has told the truth, no version of an input is lost, and the same command again completes it.
///
/// One write of each kind, and of the rollback one read of each, go wrong; with `BACKSIGHT_TEST_EVERY_REQUEST` set,
/// every
/// single request.
interface RequestFaultsContract {
    boolean EVERY_REQUEST =
            Optional.ofNullable(System.getenv("BACKSIGHT_TEST_EVERY_REQUEST")).isPresent();

    /// {@return a team on a server of the implementation's; closing it leaves nothing behind}
    FaultyTeam newTeam() throws IOException;

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
    record Command(String name, Work work, Manifest after) {
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
    default void law5_law6_rollingBackAndPublishingSurviveAnyRequestThat(Way way) throws IOException {
        try (var team = newTeam()) {
            var publish = new Command("publish", by -> team.publish(by, team.spoilt()), team.spoilt());
            var rollback = new Command("rollback", team::rollBack, team.good());
            var published = requests(team, publish);
            team.spoilInputs();
            var rolledBack = requests(team, rollback);
            var ofPublish = chosen(published, way).stream()
                    .filter(number -> writes(published.get(number - 1)) || EVERY_REQUEST)
                    .toList();
            var ofRollback = chosen(rolledBack, way);
            for (int i = 0; i < Math.max(ofPublish.size(), ofRollback.size()); i++) {
                survives(team, publish, way, at(i, ofPublish), published);
                team.spoilInputs();
                survives(team, rollback, way, at(i, ofRollback), rolledBack);
                team.forgetJournal();
            }
        }
    }

    private static List<Exchange> requests(FaultyTeam team, Command command) throws IOException {
        team.gateway().expect(new Fault.None());
        assertThat(command.work().by(team.throughGateway())).isInstanceOf(Outcome.Done.class);
        return team.gateway().log();
    }

    private static OptionalInt at(int index, List<Integer> numbers) {
        return index < numbers.size() ? OptionalInt.of(numbers.get(index)) : OptionalInt.empty();
    }

    /// {@return the numbers of the requests that are to go wrong, each in a run of its own}
    private static List<Integer> chosen(List<Exchange> requests, Way way) {
        var kinds = new HashSet<String>();
        return IntStream.rangeClosed(1, requests.size())
                .filter(number -> way.harms().test(requests.get(number - 1)))
                .filter(number -> kinds.add(kind(requests.get(number - 1))) || EVERY_REQUEST)
                .boxed()
                .toList();
    }

    private static boolean writes(Exchange request) {
        return request.method().equals("PUT");
    }

    /// {@return what is alike in requests that differ in the key only; writes to one folder are alike}
    private static String kind(Exchange request) {
        if (!writes(request)) {
            return request.target().replaceFirst("=.*", "").replaceFirst("^[^?]*", "");
        }
        return request.target().replaceFirst("^/[^/]+", "").replaceFirst("[^/]*$", "")
                + request.target().endsWith("/live.json");
    }

    private static void survives(FaultyTeam team, Command command, Way way, OptionalInt which, List<Exchange> requests)
            throws IOException {
        if (which.isEmpty()) {
            assertThat(command.work().by(team.store())).isInstanceOf(Outcome.Done.class);
            return;
        }
        int request = which.getAsInt();
        var about = "request " + request + " of " + command + " " + way + ": " + requests.get(request - 1);
        var before = team.live();
        var versions = team.inputVersions();
        team.gateway().expect(way.at().apply(request));
        Optional<Outcome> outcome = Optional.empty();
        try {
            outcome = Optional.of(command.work().by(team.throughGateway()));
        } catch (IOException e) {
            assertThat(team.live()).as("%s: planning failed by %s", about, e).isEqualTo(before);
        }
        var live = team.live();
        assertThat(live).as(about).isIn(before, command.after());
        assertThat(team.isWhole(live)).as(about).isTrue();
        if (outcome.isPresent()) {
            assertTrue(team, command, before, outcome.get(), about);
        }
        if (!isOver(team, command)) {
            assertThat(command.work().by(team.store())).as(about).isInstanceOf(Outcome.Done.class);
            assertThat(isOver(team, command)).as(about).isTrue();
        }
        assertThat(team.inputVersions()).as("law 3, %s", about).containsAll(versions);
    }

    private static boolean isOver(FaultyTeam team, Command command) throws IOException {
        var status = team.status();
        return status.unfinished().isEmpty()
                && status.staleDocuments().isEmpty()
                && status.live()
                        .map(Status.Live::release)
                        .equals(Optional.of(command.after().id()))
                && (command.after().equals(team.spoilt()) || team.hasGoodInputs());
    }

    /// Whatever an outcome says must be so in the bucket.
    private static void assertTrue(FaultyTeam team, Command command, Manifest before, Outcome outcome, String about)
            throws IOException {
        var all = about + ": " + outcome;
        switch (outcome) {
            case Outcome.Done unused ->
                assertThat(isOver(team, command)).as(all).isTrue();
            case Outcome.Failed(var result, var unused) ->
                assertPointerTrue(team, command, before, result.steps(), all);
            case Outcome.Unsettled(var result, var unused) ->
                assertPointerTrue(team, command, before, result.steps(), all);
            case Outcome.NothingToDo unused -> fail("there was something to do; " + all);
            case Outcome.RefusedByChecks unused -> fail("no check refuses; " + all);
            case Outcome.RefusedAsStale unused -> fail("nothing moved; " + all);
            case Outcome.RefusedByLock unused -> fail("nobody else was there; " + all);
            case Outcome.Overtaken unused -> fail("nobody else was there; " + all);
        }
    }

    private static void assertPointerTrue(
            FaultyTeam team, Command command, Manifest before, List<StepResult> steps, String about)
            throws IOException {
        var pointer = steps.stream()
                .filter(step -> step.step().equals("pointer"))
                .map(StepResult::ended)
                .findFirst()
                .orElse(StepResult.Ended.NOT_REACHED);
        switch (pointer) {
            case DONE, NOTHING_TO_DO -> assertThat(team.live()).as(about).isEqualTo(command.after());
            case NOT_REACHED, FAILED -> assertThat(team.live()).as(about).isEqualTo(before);
            case UNKNOWN -> assertThat(about).contains("Unsettled");
            case OVERTAKEN, UNDER_WAY -> fail(about);
        }
    }
}
