package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Crash;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is known of an operation afterwards.
class EvidenceTest {
    private final MapTeam team = new MapTeam();
    private final Manifest good = published("good score");
    private final Manifest spoilt = published("spoilt score");

    private Manifest published(String score) {
        try {
            var manifest = team.build(score);
            team.publish(manifest);
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Evidence ofTheLast() throws IOException {
        var reader = new EvidenceReader(team.store(), MapTeam.PREFIX);
        return reader.of(reader.operation(""));
    }

    private static Evidence.BeforeAndAfter object(Evidence evidence, String name) {
        return evidence.objects().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Sha256> digest(String text) {
        return Optional.of(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void ofARollbackItHasWhoWhyAndHowItEnded() throws IOException {
        team.rollback();

        var evidence = ofTheLast();

        assertThat(evidence.action()).isEqualTo(Action.ROLLBACK);
        assertThat(evidence.previous()).contains(spoilt.id());
        assertThat(evidence.release()).isEqualTo(good.id());
        assertThat(evidence.who()).isEqualTo("ada");
        assertThat(evidence.reason()).isEqualTo("the map is wrong");
        assertThat(evidence.end()).isEqualTo(Evidence.End.FINISHED);
        assertThat(evidence.exitCode()).contains(0);
        assertThat(evidence.ended())
                .hasValueSatisfying(ended -> assertThat(ended).isAfter(evidence.begun()));
        assertThat(evidence.pins()).isEqualTo(good.pins());
        assertThat(evidence.overruled()).isEmpty();
    }

    @Test
    void ofARollbackItHasEveryStepWithItsTime() throws IOException {
        team.delete(MapTeam.CENSUS);
        var outcome = (Outcome.Done) team.rollback();

        var evidence = ofTheLast();

        var steps = outcome.result().steps();
        assertThat(steps.getLast().step()).as("it cannot tell of its own end").isEqualTo("journal");
        assertThat(evidence.steps()).isEqualTo(steps.subList(0, steps.size() - 1));
        assertThat(evidence.steps())
                .extracting(StepResult::step)
                .contains("pointer", "document", "input census", "input score", "verify", "public");
        assertThat(evidence.steps()).allSatisfy(step -> assertThat(step.began()).isPresent());
        assertThat(evidence.journal())
                .extracting(Evidence.Line::entry)
                .startsWith("000-plan")
                .anyMatch(entry -> entry.endsWith("-pointer-begun"))
                .anyMatch(entry -> entry.endsWith("-input-score-done"))
                .last()
                .asString()
                .endsWith("-finished");
    }

    @Test
    void ofARollbackItHasVersionsAndDigestsBeforeAndAfter() throws IOException {
        var pointerBefore = team.store().newest(MapTeam.LIVE).map(Entry::id);
        team.rollback();

        var evidence = ofTheLast();

        var pointer = object(evidence, "live pointer");
        assertThat(pointer.before().version()).isEqualTo(pointerBefore);
        assertThat(pointer.after().orElseThrow().version())
                .isEqualTo(team.store().newest(MapTeam.LIVE).map(Entry::id));
        assertThat(pointer.sha256After()).isEqualTo(digest(team.read(MapTeam.LIVE)));
        assertThat(pointer.sha256Before()).isPresent().isNotEqualTo(pointer.sha256After());
        var score = object(evidence, "input score");
        assertThat(score.before().version())
                .contains(spoilt.pin("score").orElseThrow().version());
        assertThat(score.sha256Before()).isEqualTo(digest("spoilt score"));
        assertThat(score.after().orElseThrow().version())
                .isEqualTo(team.store().newest(MapTeam.SCORE).map(Entry::id));
        assertThat(score.sha256After()).isEqualTo(digest("good score"));
        var census = object(evidence, "input census");
        assertThat(census.after()).contains(census.before());
    }

    @Test
    void whatWasOverruledIsInIt() throws IOException {
        team.publish(team.build("bad score", Verdict.BAD, Map.of(Counts.ROWS, 100)), MapTeam.BY_FORCE);

        assertThat(ofTheLast().overruled()).containsExactly("publish.verdict-bad");
    }

    private void killOnceThePointerHasMoved() throws IOException {
        var plan = team.planner().rollback(new Target.LastGood(), MapTeam.WHY);
        var faulty = new FaultyObjectStore(team.store());
        faulty.expect(new Fault.CrashAfter(callOfRollback("put maps/live.json", new EvidenceTest().team)));
        assertThatThrownBy(() -> team.through(faulty).applier().apply(plan, Progress.SILENT))
                .isInstanceOf(Crash.class);
    }

    /// {@return which call it is, when a twin of the team rolls back}
    private static int callOfRollback(String call, MapTeam twin) throws IOException {
        var plan = twin.planner().rollback(new Target.LastGood(), MapTeam.WHY);
        var counting = new FaultyObjectStore(twin.store());
        counting.expect(new Fault.None());
        assertThat(twin.through(counting).applier().apply(plan, Progress.SILENT))
                .isInstanceOf(Outcome.Done.class);
        return counting.calls().indexOf(call) + 1;
    }

    @Test
    void law5_ofAKilledOperationItSaysThatItHasNoEndAndWhatItDidLast() throws IOException {
        killOnceThePointerHasMoved();

        var evidence = ofTheLast();

        assertThat(evidence.end()).isEqualTo(Evidence.End.UNFINISHED);
        assertThat(evidence.exitCode()).isEmpty();
        assertThat(evidence.ended()).isEmpty();
        assertThat(evidence.steps()).isEmpty();
        assertThat(evidence.ending())
                .startsWith("no end was recorded: it is under way, or its process was killed; the last entry is "
                        + "pointer-begun, at 2026-11-23T02:");
        assertThat(object(evidence, "live pointer").after()).isEmpty();
    }

    @Test
    void ofAnAttemptThatFailedItHasTheStepsAndTheExitCode() throws IOException {
        var plan = team.planner().rollback(new Target.LastGood(), MapTeam.WHY);
        var faulty = new FaultyObjectStore(team.store());
        faulty.expect(new Fault.Fails(callOfRollback("restore in/usa.csv", new EvidenceTest().team)));

        assertThat(team.through(faulty).applier().apply(plan, Progress.SILENT)).isInstanceOf(Outcome.Failed.class);

        var evidence = ofTheLast();
        assertThat(evidence.end()).isEqualTo(Evidence.End.UNFINISHED);
        assertThat(evidence.ending()).startsWith("failed: ");
        assertThat(evidence.exitCode()).contains(1);
        assertThat(evidence.steps())
                .filteredOn(step -> step.ended() == StepResult.Ended.FAILED)
                .extracting(StepResult::step)
                .containsExactly("input score");
        assertThat(team.status().unfinished())
                .extracting(UnfinishedOperation::lastStep)
                .containsExactly("input-score-begun");
    }

    @Test
    void law5_onceItIsCompletedItHasTheEntriesOfBothAttempts() throws IOException {
        killOnceThePointerHasMoved();
        assertThat(team.rollback()).isInstanceOf(Outcome.Done.class);

        var evidence = ofTheLast();

        assertThat(evidence.end()).isEqualTo(Evidence.End.FINISHED);
        assertThat(evidence.journal())
                .extracting(Evidence.Line::entry)
                .anyMatch(entry -> entry.endsWith("-pointer-begun"))
                .anyMatch(entry -> entry.endsWith("-input-score-done"));
        assertThat(evidence.steps()).extracting(StepResult::step).contains("input score", "verify");
    }

    @Test
    void anOperationThatAnotherOneEndedIsSaidToBeAbandoned() throws IOException {
        killOnceThePointerHasMoved();
        var abandoned = ofTheLast().operation();
        team.publish(team.build("third score"), MapTeam.BY_FORCE);

        var evidence = new EvidenceReader(team.store(), MapTeam.PREFIX).of(abandoned);

        assertThat(evidence.end()).isEqualTo(Evidence.End.ABANDONED);
        assertThat(evidence.ending()).startsWith("abandoned: overtaken by ");
        assertThat(evidence.exitCode()).isEmpty();
        assertThat(evidence.ended()).isPresent();
    }

    @Test
    void anOperationThatWasOvertakenIsSaidToBe() throws IOException {
        var third = team.build("third score");
        var plan = team.planner().rollback(new Target.LastGood(), MapTeam.WHY);
        var twin = new EvidenceTest().team;
        twin.build("third score");
        var faulty = new FaultyObjectStore(team.store());
        faulty.expect(new Fault.OthersBefore(
                callOfRollback("restore in/usa.csv", twin), () -> team.publish(third, MapTeam.BY_FORCE)));

        var outcome = team.through(faulty).applier().apply(plan, Progress.SILENT);

        assertThat(outcome).isInstanceOf(Outcome.Overtaken.class);
        var operation = ((Outcome.Overtaken) outcome).result().operation();
        var evidence = new EvidenceReader(team.store(), MapTeam.PREFIX).of(operation);
        assertThat(evidence.end()).isEqualTo(Evidence.End.OVERTAKEN);
        assertThat(evidence.exitCode()).contains(1);
        assertThat(evidence.steps()).extracting(StepResult::step).contains("pointer");
    }

    @Test
    void aJournalOfAnEarlierVersionIsStillRead() throws IOException {
        var journal = new Journal(team.store(), new Layout(MapTeam.PREFIX));
        var operation = new OperationId("20991231T000000Z-00000000");
        var writer = journal.writer(operation, Clock.systemUTC());
        writer.begin(team.planner().rollback(new Target.LastGood(), MapTeam.WHY));
        writer.write(JournalEntry.FINISHED, "done");
        for (var entry : team.store().list("maps/.backsight/journal/" + operation)) {
            var written = team.read(entry.key());
            assertThat(written).contains(",\n  \"ending\" : null");
            team.put(entry.key(), written.replace(",\n  \"ending\" : null", ""));
        }

        var evidence = ofTheLast();

        assertThat(evidence.operation()).isEqualTo(operation);
        assertThat(evidence.end()).isEqualTo(Evidence.End.FINISHED);
        assertThat(evidence.steps()).isEmpty();
        assertThat(evidence.journal())
                .hasSize(4)
                .noneMatch(line -> line.detail().equals("cannot be read"));
        assertThat(team.status().unfinished()).isEmpty();
    }

    @Test
    void anOperationIsFoundByTheBeginningOfItsId() throws IOException {
        var reader = new EvidenceReader(team.store(), MapTeam.PREFIX);
        var last = ofTheLast().operation();

        assertThat(reader.operation(last.value())).isEqualTo(last);
        assertThat(reader.operation(last.value().substring(0, 16))).isEqualTo(last);
        assertThatThrownBy(() -> reader.operation("2026"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'2026' begins 2 operations");
        assertThatThrownBy(() -> reader.operation("1999"))
                .isInstanceOf(MissingOperationException.class)
                .hasMessageContaining("no operation begins with '1999'");
        assertThatThrownBy(() -> new EvidenceReader(team.store(), "elsewhere").operation(""))
                .isInstanceOf(MissingOperationException.class)
                .hasMessageContaining("nothing was published or rolled back yet");
    }

    @Test
    void aPlanThatWasWrittenOverSinceIsReadFromTheVersionBefore() throws IOException {
        var last = ofTheLast().operation();
        team.put(new Key("maps/.backsight/journal/" + last + "/000-plan.json"), "no plan");
        var reader = new EvidenceReader(team.store(), MapTeam.PREFIX);

        assertThat(reader.of(last).plan().release()).isEqualTo(spoilt.id());
        assertThat(reader.of(last).journal()).extracting(Evidence.Line::detail).contains("cannot be read");
    }

    @Test
    void anOperationWithoutAPlanIsSaidToBeLost() throws IOException {
        team.put(new Key("maps/.backsight/journal/20991231T000000Z-00000000/001-pointer-begun.json"), "nothing");

        assertThatThrownBy(this::ofTheLast)
                .isInstanceOf(MissingOperationException.class)
                .hasMessageContaining("has no plan that can be read")
                .hasMessageContaining("'maps/.backsight/journal/20991231T000000Z-00000000/'");
    }

    @Test
    void law4_readingItWritesNothing() throws IOException {
        team.rollback();
        var before = team.store().list("");

        ofTheLast();

        assertThat(team.store().list("")).isEqualTo(before);
    }
}
