package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Whether what a process was told of its attempt is so: judged when all is over, by what really happened.
///
/// @param said names the story that is being told, and what it is about
record OutcomeTruth(Chronicle chronicle, Attempt attempt, Function<Object, Supplier<String>> said) {
    private static final Layout LAYOUT = new Layout(MapTeam.PREFIX);

    void law6_holds() throws IOException {
        switch (attempt.told) {
            case Attempt.Told.Nothing unused -> {}
            case Attempt.Told.Died unused -> {}
            case Attempt.Told.Fault unused -> {
                if (StoryLaws.isOperation(attempt.command)) {
                    changedNothing("no plan could be made");
                }
            }
            case Attempt.Told.Result(var outcome) -> holds(outcome);
        }
    }

    private void holds(Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Done(var result) -> {
                wasLive(result.release());
                inputsWereAsPinned();
                assertThat(steps(result.operation()))
                        .as(said("done, so its journal is finished"))
                        .contains(JournalEntry.FINISHED);
                if (plan().movesPointer()) {
                    assertThat(movers())
                            .as(said("done, so it moved the pointer"))
                            .contains(result.operation());
                }
            }
            case Outcome.NothingToDo(var release) -> {
                wasLive(release);
                changedNothing("there was nothing to do");
            }
            case Outcome.RefusedByChecks unused -> changedNothing("refused by checks");
            case Outcome.RefusedAsStale(var moved) -> {
                changedNothing("refused as stale");
                for (var each : moved) {
                    assertThat(each.from()).as(said("what moved is another")).isNotEqualTo(each.to());
                    each.to()
                            .version()
                            .ifPresent(version -> assertThat(
                                            chronicle.newestDuring(each.to().key(), attempt))
                                    .as(said("what moved was so: " + each.text()))
                                    .contains(version));
                }
            }
            case Outcome.RefusedByLock(var lease) -> {
                changedNothing("refused by the lock");
                assertThat(leases())
                        .as(said("the lock was held: " + lease.text()))
                        .contains(lease);
            }
            case Outcome.Overtaken(var result, var now) -> {
                // By then a third may have made the same release live again.
                assertThat(now.map(LivePointer::operation))
                        .as(said("overtaken by another operation"))
                        .isNotEqualTo(Optional.of(result.operation()));
                wasLive(result.release());
            }
            case Outcome.Failed(var result, var message) -> {
                stepsAreTrue(result);
                if (message.contains("this attempt changed nothing")) {
                    changedNothing(message);
                }
            }
            case Outcome.Unsettled(var result, var unused) -> stepsAreTrue(result);
        }
    }

    private Supplier<String> said(String what) {
        return said.apply("law 6: " + what + ": " + attempt);
    }

    private Plan plan() {
        return attempt.plan.orElseThrow();
    }

    /// Its own journal apart.
    private void changedNothing(String why) {
        assertThat(chronicle.addedBy(attempt))
                .as(said(why))
                .allSatisfy(added -> assertThat(added.key().value()).startsWith("maps/.backsight/"));
    }

    private void wasLive(ReleaseId release) throws IOException {
        var during = chronicle.newestDuring(LAYOUT.live(), attempt);
        var live = new Live(chronicle.store(), LAYOUT);
        Optional<LivePointer> found = Optional.empty();
        for (var version : during) {
            found = found.or(
                    () -> pointer(live, version).filter(each -> each.release().equals(release)));
        }
        assertThat(found).as(said("it was live at some moment")).isPresent();
    }

    private static Optional<LivePointer> pointer(Live live, VersionId version) {
        try {
            return live.read(version);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// {@return the leases that were the newest at some moment of the attempt}
    private List<Lease> leases() throws IOException {
        var reader = new StoreReader(chronicle.store());
        var leases = new ArrayList<Lease>();
        for (var version : chronicle.newestDuring(LAYOUT.lock(), attempt)) {
            leases.add(ReleaseJson.read(
                    reader.bytes(LAYOUT.lock(), version),
                    Lease.class,
                    Lease.FORMAT,
                    LAYOUT.lock().value()));
        }
        return leases;
    }

    private List<OperationId> movers() {
        var live = new Live(chronicle.store(), LAYOUT);
        return chronicle.added(LAYOUT.live()).stream()
                .flatMap(added -> pointer(live, added.version()).stream())
                .map(LivePointer::operation)
                .toList();
    }

    private void inputsWereAsPinned() throws IOException {
        for (var input : plan().inputs()) {
            if (input.change() != InputPlan.Change.GONE) {
                var pin = input.pin();
                var digests = new ArrayList<Sha256>();
                for (var version : chronicle.newestDuring(pin.key(), attempt)) {
                    digest(pin.key(), version).ifPresent(digests::add);
                }
                assertThat(digests)
                        .as(said("input " + pin.input() + " had the pinned bytes"))
                        .contains(pin.sha256());
            }
        }
    }

    private Optional<Sha256> digest(Key key, VersionId version) throws IOException {
        boolean marker = chronicle.store().history(key).stream()
                .anyMatch(entry -> entry.id().equals(version) && entry instanceof Entry.DeleteMarker);
        return marker ? Optional.empty() : chronicle.store().sha256(key, version);
    }

    private List<String> steps(OperationId operation) throws IOException {
        return chronicle.store().list(LAYOUT.journal(operation)).stream()
                .map(entry ->
                        entry.key().value().replaceFirst(".*/[0-9]{3}-", "").replaceFirst("\\.json$", ""))
                .toList();
    }

    private void stepsAreTrue(OperationResult result) {
        for (var step : result.steps()) {
            if (step.step().equals("pointer")) {
                boolean moved = movers().contains(result.operation());
                switch (step.ended()) {
                    case DONE ->
                        assertThat(moved).as(said("the pointer was moved")).isTrue();
                    case FAILED ->
                        assertThat(chronicle.addedBy(attempt))
                                .as(said("the pointer was not moved"))
                                .extracting(Chronicle.Added::key)
                                .doesNotContain(LAYOUT.live());
                    case NOT_REACHED, NOTHING_TO_DO, UNDER_WAY, OVERTAKEN, UNKNOWN -> {}
                }
            }
        }
        for (var input : plan().inputs()) {
            result.steps().stream()
                    .filter(step -> step.step().equals("input " + input.pin().input()))
                    .forEach(step -> isTrue(step, input.pin().key()));
        }
    }

    private void isTrue(StepResult step, Key key) {
        var keys = chronicle.addedBy(attempt).stream().map(Chronicle.Added::key).toList();
        switch (step.ended()) {
            case FAILED, NOT_REACHED, NOTHING_TO_DO ->
                assertThat(keys).as(said("not restored: " + step)).doesNotContain(key);
            case DONE, UNKNOWN, UNDER_WAY, OVERTAKEN -> {}
        }
    }
}
