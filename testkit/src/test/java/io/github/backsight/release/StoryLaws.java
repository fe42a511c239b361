package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What must be so in any story: what the store says, held against who did what in truth.
final class StoryLaws {
    private final Chronicle chronicle;
    private final Set<Key> inputs;
    private final String story;
    private final ObjectStore store;
    private final Layout layout = new Layout(MapTeam.PREFIX);
    private final Live live;
    private final Journal journal;

    /// @param inputs what no operation may delete
    /// @param story how to tell it again, for whoever reads a failure
    StoryLaws(Chronicle chronicle, Set<Key> inputs, String story) {
        this.chronicle = chronicle;
        this.inputs = inputs;
        this.story = story;
        this.store = chronicle.store();
        this.live = new Live(store, layout);
        this.journal = new Journal(store, layout);
    }

    private Supplier<String> said(Object subject) {
        return () -> "%s; %s\n%s\n".formatted(story, subject, chronicle);
    }

    /// Holds at any moment.
    void law5_oneWholeReleaseIsLive() throws IOException {
        var now = live.now();
        if (now.seen().state() == Seen.State.NOTHING) {
            return;
        }
        assertThat(now.pointer()).as(said("law 5: the pointer names a release")).isPresent();
        var manifest = new Releases(store, layout).find(now.pointer().get().release());
        assertThat(manifest).as(said("law 5: the live release is there")).isPresent();
        assertThat(new Releases(store, layout).verify(manifest.get(), Progress.SILENT))
                .as(said("law 5: the live release is whole"))
                .isEmpty();
    }

    /// Holds when all have ended.
    void allAtTheEnd() throws IOException {
        law1_publishedObjectsNeverChange();
        law3_noVersionIsLostNorInputDeleted();
        law5_oneWholeReleaseIsLive();
        theJournalExplainsEveryMoveOfThePointer();
        theJournalExplainsEveryInputThatNobodyPut();
        for (var attempt : chronicle.attempts()) {
            new OutcomeTruth(chronicle, attempt, this::said).law6_holds();
        }
    }

    private void law1_publishedObjectsNeverChange() throws IOException {
        Map<Key, Sha256> first = new HashMap<>();
        for (var entry : store.list(layout.releases()).reversed()) {
            assertThat(entry)
                    .as(said("law 1: no object of a release is deleted"))
                    .isInstanceOf(Entry.Version.class);
            var digest = store.sha256(entry.key(), entry.id()).orElseThrow();
            assertThat(first.computeIfAbsent(entry.key(), unused -> digest))
                    .as(said("law 1: " + entry.key()))
                    .isEqualTo(digest);
        }
    }

    private void law3_noVersionIsLostNorInputDeleted() throws IOException {
        var there = new HashSet<String>();
        store.list("").forEach(entry -> there.add(entry.key() + " " + entry.id()));
        for (var added : chronicle.added()) {
            assertThat(there).as(said("law 3")).contains(added.key() + " " + added.version());
        }
        for (var key : inputs) {
            for (var entry : store.history(key)) {
                if (entry instanceof Entry.DeleteMarker) {
                    assertThat(by(key, entry.id()).map(each -> each.command))
                            .as(said("law 3: only people delete inputs"))
                            .containsInstanceOf(Command.Delete.class);
                }
            }
        }
    }

    private Optional<Attempt> by(Key key, VersionId version) {
        return chronicle.added(key).stream()
                .filter(each -> each.version().equals(version))
                .findFirst()
                .flatMap(Chronicle.Added::by);
    }

    private void theJournalExplainsEveryMoveOfThePointer() throws IOException {
        var moves = new ArrayList<LiveEntry>();
        var history = live.history();
        for (var entry = history.next(); entry.isPresent(); entry = history.next()) {
            moves.addFirst(entry.get());
        }
        Set<OperationId> seen = new HashSet<>();
        var before = Optional.<LiveEntry>empty();
        for (var move : moves) {
            var pointer = move.pointer().orElseThrow();
            var plan = journal.plan(pointer.operation());
            assertThat(seen.add(pointer.operation()))
                    .as(said("an operation moves the pointer once: " + pointer))
                    .isTrue();
            assertThat(plan.map(each -> each.action() + " " + each.release()))
                    .as(said("the journal has the plan of " + pointer))
                    .contains(pointer.action() + " " + pointer.release());
            assertThat(plan.flatMap(each -> each.seenLive().version()))
                    .as(said("law 2: on top of what the plan saw: " + pointer))
                    .isEqualTo(before.map(LiveEntry::version));
            assertThat(chronicle.added().stream()
                            .filter(each -> each.key().value().startsWith(layout.journal(pointer.operation())))
                            .findFirst()
                            .map(Chronicle.Added::moment))
                    .as(said("written down before it was done: " + pointer))
                    .hasValueSatisfying(moment -> assertThat(moment)
                            .as(said("written down before it was done: " + pointer))
                            .isLessThan(added(layout.live(), move.version()).moment()));
            fits(pointer, before.flatMap(LiveEntry::pointer), move.version());
            before = Optional.of(move);
        }
    }

    private Chronicle.Added added(Key key, VersionId version) {
        return chronicle.added(key).stream()
                .filter(each -> each.version().equals(version))
                .findFirst()
                .orElseThrow();
    }

    /// What each action promises of the pointer that it wrote.
    private void fits(LivePointer pointer, Optional<LivePointer> before, VersionId version) throws IOException {
        assertThat(pointer.previous())
                .as(said("the pointer names the release before: " + pointer))
                .isEqualTo(before.map(LivePointer::release));
        switch (pointer.action()) {
            case PUBLISH -> {
                if (before.map(LivePointer::action).equals(Optional.of(Action.ROLLBACK))) {
                    var lifted = chronicle.added(layout.unfrozen(before.get().operation())).stream()
                            .anyMatch(each -> each.moment()
                                    < added(layout.live(), version).moment());
                    assertThat(lifted || pointer.overruled().contains(Gates.FROZEN))
                            .as(said("frozen until it is lifted or forced: " + pointer))
                            .isTrue();
                }
            }
            case UNDO ->
                assertThat(before.flatMap(LivePointer::previous))
                        .as(said("an undo goes to what was live before: " + pointer))
                        .contains(pointer.release());
            case ROLLBACK -> {
                var attempt = by(layout.live(), version);
                // One that completes an interrupted rollback goes where that one was to go.
                if (attempt.filter(each -> each.command.equals(new Command.Rollback(new Target.LastGood())))
                        .flatMap(each -> each.plan)
                        .filter(plan -> plan.resumes().isEmpty())
                        .isPresent()) {
                    var manifest = new Releases(store, layout).find(pointer.release());
                    assertThat(manifest.map(Manifest::verdict))
                            .as(said("the last good release is good: " + pointer))
                            .contains(Verdict.GOOD);
                }
            }
        }
    }

    private void theJournalExplainsEveryInputThatNobodyPut() throws IOException {
        for (var key : inputs) {
            for (var added : chronicle.added(key)) {
                var attempt = added.by();
                if (attempt.isPresent() && isOperation(attempt.get().command)) {
                    explains(attempt.get(), key, added.version());
                }
            }
        }
    }

    static boolean isOperation(Command command) {
        return switch (command) {
            case Command.Publish unused -> true;
            case Command.Rollback unused -> true;
            case Command.Undo unused -> true;
            case Command.Recover unused -> true;
            case Command.Put unused -> false;
            case Command.Delete unused -> false;
            case Command.Build unused -> false;
            case Command.Unfreeze unused -> false;
            case Command.Sleep unused -> false;
        };
    }

    private void explains(Attempt attempt, Key key, VersionId version) throws IOException {
        var planned = attempt.plan.orElseThrow().inputs().stream()
                .filter(input -> input.pin().key().equals(key))
                .findFirst();
        assertThat(planned.map(InputPlan::change))
                .as(said("law 4: restored as planned: " + key))
                .contains(InputPlan.Change.RESTORE);
        var now = planned.get().now();
        var below = chronicle.below(key, version);
        // A key that was deleted may be deleted once more: that buries nothing.
        if (now.state() == Seen.State.VERSION || !isDeleted(key, below)) {
            assertThat(below)
                    .as(said("law 3, law 4: on top of what the plan saw: " + key + " version " + version))
                    .isEqualTo(now.version());
        }
        assertThat(steps(attempt, added(key, version).moment()))
                .as(said("written down before it was done: " + key + " version " + version))
                .contains("input-" + planned.get().pin().input() + "-begun");
    }

    private boolean isDeleted(Key key, Optional<VersionId> version) throws IOException {
        return store.history(key).stream()
                .anyMatch(entry -> entry instanceof Entry.DeleteMarker
                        && Optional.of(entry.id()).equals(version));
    }

    /// {@return the steps that `attempt` wrote down before that moment}
    private List<String> steps(Attempt attempt, long before) {
        return chronicle.addedBy(attempt).stream()
                .filter(each -> each.moment() < before)
                .map(each -> each.key().value())
                .filter(key -> key.startsWith(layout.journal()))
                .map(key -> key.replaceFirst(".*/[0-9]{3}-", "").replaceFirst("\\.json$", ""))
                .toList();
    }
}
