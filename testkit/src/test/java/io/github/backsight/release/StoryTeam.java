package io.github.backsight.release;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.testkit.GuidedObjectStore.Death;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the processes of a story share beside the store: the releases that were built, and the clock.
final class StoryTeam {
    static final String SPOILT = "spoilt";
    private static final int ROWS = 100;
    private static final int ROWS_OF_A_THIN_SCORE = 50;

    private final MapTeam past;
    private final StoryClock clock = new StoryClock(Duration.ZERO);
    private final Map<ReleaseId, Manifest> built = new LinkedHashMap<>();

    /// @param store past all processes
    StoryTeam(ObjectStore store) {
        this.past = new MapTeam(store);
    }

    /// {@return the team that reaches the store as it is}
    MapTeam past() {
        return past;
    }

    /// {@return a clock that differs from those of others by that much}
    Clock clock(Duration ahead) {
        return clock.aheadBy(ahead);
    }

    /// {@return the releases of which a build was begun, oldest first}
    List<Manifest> built() {
        return List.copyOf(built.values());
    }

    /// Runs the command of `attempt` to its end, whatever that is, and writes down what was told.
    ///
    /// @param team as the process is, and reaches the store
    void run(Attempt attempt, MapTeam team, Chronicle chronicle) {
        try {
            attempt.told = told(attempt, team);
        } catch (IOException e) {
            attempt.told = new Attempt.Told.Fault(e);
        } catch (Death e) {
            attempt.told = new Attempt.Told.Died(String.valueOf(e.getMessage()));
        } finally {
            attempt.ended = chronicle.now();
        }
    }

    private Attempt.Told told(Attempt attempt, MapTeam team) throws IOException {
        var store = team.store();
        return switch (attempt.command) {
            case Command.Put(var key, var text) -> {
                var body = Body.of(text.getBytes(StandardCharsets.UTF_8));
                store.put(key, body, Attributes.ofType("text/csv"), new Expectation.Anything());
                yield new Attempt.Told.Nothing();
            }
            case Command.Delete(var key) -> {
                store.delete(key);
                yield new Attempt.Told.Nothing();
            }
            case Command.Build unused -> {
                build(team);
                yield new Attempt.Told.Nothing();
            }
            case Command.Unfreeze unused -> {
                new Freeze(store, MapTeam.PREFIX).lift(MapTeam.WHY, clock);
                yield new Attempt.Told.Nothing();
            }
            case Command.Sleep(var time) -> {
                clock.pass(time);
                yield new Attempt.Told.Nothing();
            }
            case Command.Recover unused -> recover(attempt, team);
            case Command.Publish(var release, var intent) ->
                applied(attempt, team, team.planner().publish(release, intent));
            case Command.Rollback(var target) ->
                applied(attempt, team, team.planner().rollback(target, MapTeam.WHY));
            case Command.Undo unused -> applied(attempt, team, team.planner().undo(MapTeam.WHY));
        };
    }

    private static Attempt.Told recover(Attempt attempt, MapTeam team) throws IOException {
        var interrupted = team.recovery().interrupted();
        if (interrupted.isEmpty()) {
            return new Attempt.Told.Nothing();
        }
        var newest = interrupted.getFirst();
        if (newest.canGoOn()) {
            return applied(attempt, team, team.planner().finish(newest.operation(), "bob"));
        }
        team.recovery().abandon(newest.operation(), MapTeam.WHY);
        return new Attempt.Told.Nothing();
    }

    private static Attempt.Told applied(Attempt attempt, MapTeam team, Plan plan) {
        attempt.plan = Optional.of(plan);
        return new Attempt.Told.Result(team.applier().apply(plan, Progress.SILENT));
    }

    /// What a release is made of is read past all processes, since its pins and its artifacts have to fit; what is
    /// tested is how it is stored.
    private void build(MapTeam team) throws IOException {
        if (!isThere(MapTeam.SCORE) || !isThere(MapTeam.CENSUS)) {
            return;
        }
        var score = past.read(MapTeam.SCORE);
        var verdict = score.startsWith(SPOILT) ? Verdict.BAD : Verdict.GOOD;
        int rows = score.startsWith("thin") ? ROWS_OF_A_THIN_SCORE : ROWS;
        var files = new LinkedHashMap<String, byte[]>();
        var manifest = past.manifest(verdict, Map.of(Counts.ROWS, rows), files);
        built.put(manifest.id(), manifest);
        team.releases()
                .add(
                        manifest,
                        name -> Body.of(Optional.ofNullable(files.get(name)).orElseThrow()),
                        Progress.SILENT);
    }

    private boolean isThere(Key key) throws IOException {
        return past.store().newest(key).orElse(null) instanceof Entry.Version;
    }
}
