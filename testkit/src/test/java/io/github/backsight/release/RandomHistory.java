package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.VersionId;
import io.github.backsight.testkit.GuidedObjectStore;
import io.github.backsight.testkit.GuidedObjectStore.Delayed;
import io.github.backsight.testkit.GuidedObjectStore.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One story: some processes, each with some commands one after the other, all on one store, with faults, deaths and
/// late writes. Everything is drawn from one seed.
final class RandomHistory {
    private static final List<Fate> FAULTS =
            Stream.of(Fate.values()).filter(fate -> fate != Fate.GOES_WELL).toList();

    private static final int MOST_PROCESSES = 3;
    private static final int MOST_COMMANDS = 10;
    private static final int MOST_CALLS = 90;
    private static final int MOST_WRITES = 16;
    private static final int MOST_SECONDS = 120;
    private static final double FAULTY = 0.4;
    private static final double AGAIN = 0.6;
    private static final double LANDING = 0.02;
    private static final double[] RESTLESS = {0.01, 0.05, 0.2, 0.5};

    private final Random random;
    private final String name;
    private final StoryTeam team;
    private final Chronicle chronicle;
    private final StoryLaws laws;
    private final List<Delayed> underWay = new ArrayList<>();
    private final double restless;
    private final List<Machine> machines;
    private final Set<Long> running = new HashSet<>();
    private long started;
    private final Turns turns = new Turns(this::next);
    private double faulty = FAULTY;

    RandomHistory(long seed) throws IOException {
        this.random = new Random(seed);
        this.name = "seed " + seed;
        var store = new MemoryObjectStore(new MapTeam.TickingClock());
        this.team = new StoryTeam(store);
        if (random.nextBoolean()) {
            prepare();
        }
        this.chronicle = new Chronicle(store);
        this.laws = new StoryLaws(chronicle, Set.of(MapTeam.CENSUS, MapTeam.SCORE), name);
        this.machines = List.of(new Machine("here", Duration.ZERO), new Machine("there", drawnDifference()));
        this.restless = RESTLESS[random.nextInt(RESTLESS.length)];
    }

    /// @param ahead how much its clock is ahead of those of others
    private record Machine(String host, Duration ahead) {}

    private Duration drawnDifference() {
        return Duration.ofSeconds(random.nextInt(-MOST_SECONDS, MOST_SECONDS));
    }

    /// {@return the team, at work in a new process}
    private MapTeam team(Machine machine, long process) {
        return team.past().at(new LeaseOwner(machine.host(), process, running::contains), team.clock(machine.ahead()));
    }

    /// A good release that is followed by a spoilt one.
    private void prepare() throws IOException {
        var past = new Chronicle(team.past().store());
        for (var score : List.of("good 0", "spoilt 0")) {
            for (var command : List.of(
                    new Command.Put(MapTeam.CENSUS, "the census"),
                    new Command.Put(MapTeam.SCORE, score),
                    new Command.Build())) {
                team.run(past.begin(0, command), team.past(), past);
            }
            var publish = new Command.Publish(team.built().getLast().id(), MapTeam.BY_FORCE);
            team.run(past.begin(0, publish), team.past(), past);
        }
    }

    /// {@return all that was attempted}
    List<Attempt> tell() throws IOException, InterruptedException {
        var processes = IntStream.range(0, 1 + random.nextInt(MOST_PROCESSES))
                .mapToObj(number -> (Runnable) () -> live(number))
                .toList();
        turns.run(processes);
        land(1);
        laws.allAtTheEnd();
        complete();
        laws.allAtTheEnd();
        return chronicle.attempts();
    }

    private int next(OptionalInt running, SortedSet<Integer> ready) {
        if (running.isPresent() && random.nextDouble() >= restless) {
            return running.getAsInt();
        }
        return List.copyOf(ready).get(random.nextInt(ready.size()));
    }

    private void live(int number) {
        Optional<Attempt> last = Optional.empty();
        for (int left = 1 + random.nextInt(MOST_COMMANDS); left > 0; left--) {
            boolean again = last.map(Attempt::isOpen).orElse(false) && random.nextDouble() < AGAIN;
            last = Optional.of(attempt(number, again ? last.get().command : drawn()));
        }
    }

    private Attempt attempt(int number, Command command) {
        var attempt = chronicle.begin(number, command);
        var machine = machines.get(number % machines.size());
        long id = ++started;
        running.add(id);
        var store = new GuidedObjectStore(team.past().store(), new Chance(attempt));
        team.run(attempt, team(machine, id).through(store), chronicle);
        running.remove(id);
        try {
            laws.law5_oneWholeReleaseIsLive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return attempt;
    }

    private Command drawn() {
        return switch (random.nextInt(19)) {
            case 0, 1 -> new Command.Put(MapTeam.SCORE, drawnScore());
            case 2 -> new Command.Put(MapTeam.CENSUS, random.nextInt(4) > 0 ? "the census" : "another census");
            case 3 -> new Command.Delete(random.nextBoolean() ? MapTeam.SCORE : MapTeam.CENSUS);
            case 4, 5 -> new Command.Build();
            case 6, 7, 8 -> publish();
            case 9, 10 -> new Command.Rollback(new Target.LastGood());
            case 11 -> rollback();
            case 12, 13 -> new Command.Undo();
            case 14 -> new Command.Unfreeze();
            case 15, 16 -> new Command.Recover();
            case 17 -> new Command.Sleep(Duration.ofSeconds(random.nextInt(MOST_SECONDS)));
            default -> new Command.Put(MapTeam.SCORE, StoryTeam.SPOILT + " " + random.nextInt(3));
        };
    }

    private String drawnScore() {
        return List.of("good ", "good ", "wide ", "thin ").get(random.nextInt(4)) + random.nextInt(3);
    }

    private Command publish() {
        var intent = random.nextInt(3) == 0 ? MapTeam.BY_FORCE : MapTeam.WHY;
        return team.built().isEmpty() ? new Command.Build() : new Command.Publish(drawnRelease(), intent);
    }

    private Command rollback() {
        return team.built().isEmpty() ? new Command.Undo() : new Command.Rollback(new Target.Release(drawnRelease()));
    }

    private ReleaseId drawnRelease() {
        var built = team.built();
        return built.get(random.nextInt(built.size())).id();
    }

    /// What lies between a process and its store: other processes, and chance.
    private final class Chance implements GuidedObjectStore.Guide {
        private final Attempt attempt;
        private final Fate fate;
        private final boolean atAWrite;
        private int left;
        private boolean dead;

        Chance(Attempt attempt) {
            this.attempt = attempt;
            this.fate = random.nextDouble() < faulty ? FAULTS.get(random.nextInt(FAULTS.size())) : Fate.GOES_WELL;
            this.atAWrite = random.nextBoolean();
            this.left = 1 + random.nextInt(atAWrite ? MOST_WRITES : MOST_CALLS);
            if (fate != Fate.GOES_WELL) {
                attempt.fault = Optional.of(fate + " at " + (atAWrite ? "write " : "call ") + left);
            }
        }

        @Override
        public Fate before(String call) {
            if (dead) {
                return Fate.DIES_BEFORE;
            }
            turns.await(attempt.process);
            chronicle.tick();
            land(LANDING);
            boolean counts = !atAWrite || call.matches("(put|putAll|restore|delete)( .*)?");
            if (fate == Fate.GOES_WELL || !counts || --left != 0) {
                return Fate.GOES_WELL;
            }
            dead = fate == Fate.DIES_BEFORE || fate == Fate.DIES_AFTER;
            return fate;
        }

        @Override
        public void added(Key key, VersionId version) {
            chronicle.add(key, version, Optional.of(attempt));
        }

        @Override
        public void delayed(Delayed write) {
            underWay.add(write);
        }
    }

    /// Lets each write that is under way land with that probability.
    private void land(double probability) {
        for (var write : List.copyOf(underWay)) {
            if (random.nextDouble() < probability) {
                underWay.remove(write);
                try {
                    write.land();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /// Recovers what was interrupted, with nobody else there and all leases expired: then no operation is without an
    /// end.
    private void complete() throws IOException {
        faulty = 0;
        attempt(0, new Command.Sleep(Duration.ofHours(1)));
        for (int round = 0; round < MOST_COMMANDS * MOST_PROCESSES; round++) {
            if (!team.past().status().unfinished().isEmpty()) {
                attempt(0, new Command.Recover());
            }
        }
        assertThat(team.past().status().unfinished())
                .as("%s\n%s\nevery operation comes to its end", name, chronicle)
                .isEmpty();
    }
}
