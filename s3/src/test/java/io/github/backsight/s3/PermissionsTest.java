package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.progress.Progress;
import io.github.backsight.release.Outcome;
import io.github.backsight.release.Releases;
import io.github.backsight.release.StepResult;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Copy;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each command with exactly the policy of its role, and with each permission of it withheld in turn.
///
/// Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3"; Amazon S3 User
/// Guide,
/// "Required permissions for Amazon S3 API operations".
@Tag("thorough")
@Execution(ExecutionMode.CONCURRENT)
class PermissionsTest {
    private static final Pattern ACTION = Pattern.compile("(?:s3|kms):[A-Z]\\w+");

    /// What a command does to the store.
    ///
    /// @param name of the command
    /// @param role whose policy it is run with
    record Command(String name, Role role, Work work) {
        @FunctionalInterface
        interface Work {
            /// {@return what went wrong; empty when all went well}
            Optional<String> by(PolicedTeam team, S3ObjectStore way) throws IOException;
        }

        @Override
        public String toString() {
            return name + " as " + role;
        }
    }

    static Stream<Command> commands() {
        return Stream.of(
                new Command("status", Role.READER, (team, way) -> {
                    team.status(way);
                    return Optional.empty();
                }),
                new Command("versions", Role.READER, (team, way) -> {
                    for (var entry : way.history(PolicedTeam.SCORE)) {
                        way.details(PolicedTeam.SCORE, entry.id());
                    }
                    return Optional.empty();
                }),
                new Command("get", Role.READER, (team, way) -> {
                    var version = way.newest(PolicedTeam.SCORE).orElseThrow().id();
                    way.newestDetails(List.of(PolicedTeam.SCORE));
                    try (var in = way.read(PolicedTeam.SCORE, version)) {
                        in.readAllBytes();
                    }
                    return Optional.empty();
                }),
                new Command("verify", Role.READER, (team, way) -> {
                    var wrong = new Releases(way, PolicedTeam.PREFIX).verify(team.good(), Progress.SILENT);
                    return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong.toString());
                }),
                new Command("put", Role.PUBLISHER, PermissionsTest::put),
                new Command("build", Role.PUBLISHER, (team, way) -> {
                    team.addAnotherRelease(way);
                    return Optional.empty();
                }),
                new Command("publish", Role.PUBLISHER, (team, way) -> wrong(team.publish(way, team.good()))),
                new Command("publish in place", Role.PUBLISHER, PermissionsTest::copyAndDelete),
                new Command("rollback", Role.ROLLBACK, (team, way) -> wrong(team.rollBack(way))));
    }

    private static Optional<String> put(PolicedTeam team, S3ObjectStore way) throws IOException {
        var attributes = Attributes.ofType("text/csv").withTags(Map.of("team", "tiles"));
        for (var key : List.of(PolicedTeam.SCORE, PolicedTeam.CENSUS)) {
            var newest = way.newest(key).orElseThrow().id();
            var body = Body.of(new byte[key.equals(PolicedTeam.CENSUS) ? (5 << 20) + 1 : 1]);
            if (way.put(key, body, attributes, new Expectation.NewestIs(newest)) instanceof Write.Unknown unknown) {
                return Optional.of(String.valueOf(unknown.cause().getMessage()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> copyAndDelete(PolicedTeam team, S3ObjectStore way) throws IOException {
        var live = new Key(PolicedTeam.PREFIX + "/live.json");
        var copy = new Key(PolicedTeam.PREFIX + "/tiles/0/0/0.pbf");
        var tagged = Attributes.ofType("application/json").withTags(Map.of("team", "tiles"));
        way.copyAll(List.of(new Copy(live, way.newest(live).orElseThrow().id(), copy, tagged)));
        way.deleteAll(List.of(copy));
        return Optional.empty();
    }

    private static Optional<String> wrong(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done unused -> Optional.empty();
            case Outcome.Failed(var result, var message) -> Optional.of(message + " " + details(result.steps()));
            case Outcome.Unsettled(var result, var message) -> Optional.of(message + " " + details(result.steps()));
            default -> throw new AssertionError("not an outcome of a missing permission: " + outcome);
        };
    }

    private static String details(List<StepResult> steps) {
        return steps.stream()
                .filter(step -> step.ended() == StepResult.Ended.FAILED || step.ended() == StepResult.Ended.UNKNOWN)
                .map(StepResult::detail)
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void pitfall18_eachCommandNeedsNoMoreThanThePolicyOfItsRole(Command command) throws IOException {
        try (var team = new PolicedTeam(false)) {
            var way = team.wayOf(team.allowed(command.role()));
            assertThat(command.work().by(team, way)).isEmpty();
            assertThat(team.isWhole(team.live())).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void pitfall18_aPermissionThatIsMissingIsNamedAndOneWholeReleaseStaysLive(Command command) throws IOException {
        try (var team = new PolicedTeam(false)) {
            for (var need : command.role().needs()) {
                if (!ofState(need)) {
                    withhold(need, team, command);
                }
            }
        }
    }

    @Test
    void pitfall18_aPermissionOnTheStateBucketThatIsMissingIsNamedToo() throws IOException {
        var rollback = new Command("rollback", Role.ROLLBACK, (team, way) -> wrong(team.rollBack(way)));
        try (var team = new PolicedTeam(true)) {
            assertThat(rollback.work().by(team, team.wayOf(team.allowed(Role.ROLLBACK))))
                    .isEmpty();
            team.spoil();
            for (var need : Role.ROLLBACK.needs()) {
                if (ofState(need)) {
                    withhold(need, team, rollback);
                }
            }
        }
    }

    @Test
    void pitfall4_tagsComeWithACopyInPartsAndNotAfterItWhereNoPermissionForThatIsGiven() throws IOException {
        var need = new Role.Need(Action.WRITE_VERSION_TAGS, Role.Place.INPUTS);
        try (var team = new PolicedTeam(false)) {
            var way = team.wayOf(team.allowed(Role.ROLLBACK).without(need));

            assertThat(team.rollBack(way)).isInstanceOf(Outcome.Done.class);

            var newest = team.store().newest(PolicedTeam.CENSUS).orElseThrow().id();
            assertThat(team.store()
                            .details(PolicedTeam.CENSUS, newest)
                            .attributes()
                            .tags())
                    .isEqualTo(Map.of("team", "tiles"));
        }
    }

    private static boolean ofState(Role.Need need) {
        return need.place() == Role.Place.STATE_BUCKET || need.place() == Role.Place.STATE_OBJECTS;
    }

    private static void withhold(Role.Need need, PolicedTeam team, Command command) throws IOException {
        var about = command + " without " + need;
        var before = team.live();
        Optional<String> wrong;
        try {
            wrong = command.work()
                    .by(team, team.wayOf(team.allowed(command.role()).without(need)));
        } catch (IOException e) {
            wrong = Optional.of(String.valueOf(e.getMessage()));
        }
        if (wrong.isPresent()) {
            assertNames(need, team, wrong.get(), about);
        }
        var live = team.live();
        assertThat(live).as(about).isIn(before, team.good());
        assertThat(team.isWhole(live)).as(about).isTrue();
        if (command.role() != Role.READER) {
            // Whatever was left half done, somebody who may do all completes it.
            assertThat(team.goBackToGood()).as(about).isInstanceOfAny(Outcome.Done.class, Outcome.NothingToDo.class);
            assertThat(team.live()).as(about).isEqualTo(team.good());
            team.spoil();
        }
    }

    private static void assertNames(Role.Need need, PolicedTeam team, String message, String about) {
        var named =
                ACTION.matcher(message).results().map(result -> result.group()).distinct();
        assertThat(named)
                .as("%s: %s", about, message)
                .containsExactly(need.action().permission());
        assertThat(team.resources(need)).as("%s: %s", about, message).anyMatch(message::contains);
    }
}
