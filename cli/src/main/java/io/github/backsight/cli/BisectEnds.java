package io.github.backsight.cli;

import io.github.backsight.cli.KeptBisect.Candidate;
import io.github.backsight.config.InputSettings;
import io.github.backsight.history.Combination;
import io.github.backsight.history.History;
import io.github.backsight.history.InputVersion;
import io.github.backsight.history.Source;
import io.github.backsight.history.State;
import io.github.backsight.release.Action;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Releases;
import io.github.backsight.release.Status;
import io.github.backsight.release.StatusReader;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.web.StoreWithAddresses;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where a bisect begins and ends, among the states of the history in which every input was there.
final class BisectEnds {
    private final Workplace workplace;
    private final PinMatch match;
    private final Instant now;
    private final Releases releases;

    /// Oldest first.
    private final List<State> states;

    private final List<Candidate> whole;

    /// An end that was found.
    ///
    /// @param place in the states that are whole
    private record Place(int place, String why) {}

    /// @param row from the good end to the bad one, oldest first
    record Span(List<Candidate> row, KeptBisect.End good, KeptBisect.End bad) {}

    private BisectEnds(Workplace workplace, PinMatch match, Instant now, List<State> states, List<Candidate> whole) {
        this.workplace = workplace;
        this.match = match;
        this.now = now;
        this.releases = new Releases(workplace.store(), workplace.prefix());
        this.states = states;
        this.whole = whole;
    }

    /// Reads the history of all inputs.
    ///
    /// What is read from an address has no history: it is taken as it is now.
    ///
    /// @param now what times such as "2 hours ago" are counted from
    /// @throws CommandException if there never was a state with every input
    static BisectEnds read(Workplace workplace, PinMatch match, Instant now) throws IOException {
        var inputs = workplace.configuration().inputs();
        var sources = inputs.stream()
                .filter(input -> !StoreWithAddresses.isAddress(input.key()))
                .map(input -> new Source(input.name(), input.key()))
                .toList();
        var states = new History(workplace.store()).states(sources).reversed();
        var fixed = new TreeMap<String, InputVersion>();
        for (var input : inputs) {
            if (StoreWithAddresses.isAddress(input.key())) {
                fixed.put(input.name(), atAddress(workplace, input));
            }
        }
        var whole = whole(states, fixed);
        if (whole.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "there never was a state with all inputs in "
                            + workplace.store().location() + ". See what there was with: backsight history");
        }
        return new BisectEnds(workplace, match, now, states, whole);
    }

    private static InputVersion atAddress(Workplace workplace, InputSettings input) throws IOException {
        if (workplace.store().newest(input.key()).orElse(null) instanceof Entry.Version version) {
            return InputVersion.of(version);
        }
        throw new CommandException(ExitCode.FAILED, "there is nothing at " + input.key());
    }

    /// A state that has the same versions as the one before it, such as after a deletion that was taken back, is none
    /// of its own.
    private static List<Candidate> whole(List<State> states, Map<String, InputVersion> fixed) {
        var whole = new ArrayList<Candidate>();
        for (var state : states) {
            if (state.whole()) {
                var versions = new TreeMap<>(fixed);
                state.versions()
                        .forEach((input, version) -> versions.put(input, InputVersion.of(version.orElseThrow())));
                var combination = new Combination(versions);
                if (whole.isEmpty() || !whole.getLast().combination().equals(combination)) {
                    whole.add(new Candidate(state.from(), combination, state.doubts()));
                }
            }
        }
        return whole;
    }

    /// Chooses the ends, as asked or by default.
    ///
    /// @throws CommandException if an end is not to be found, or they are not in this order
    Span between(Optional<String> good, Optional<String> bad) throws IOException {
        var status = status();
        var last = bad.isPresent() ? named(bad.get(), whole.size(), "--bad") : usualBad(status);
        if (last.place() == 0) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "nothing is older than the bad end, " + whole.getFirst().text() + " (" + last.why()
                            + "): there is nothing to search");
        }
        var first = good.isPresent() ? named(good.get(), last.place(), "--good") : usualGood(status, last.place());
        if (first.place() >= last.place()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the good end, " + whole.get(first.place()).text() + " (" + first.why()
                            + "), is not older than the bad end, "
                            + whole.get(last.place()).text() + " (" + last.why()
                            + "). Name other ends with --good and --bad");
        }
        return new Span(
                whole.subList(first.place(), last.place() + 1),
                new KeptBisect.End(good, first.why()),
                new KeptBisect.End(bad, last.why()));
    }

    private Status status() throws IOException {
        var inputs = new LinkedHashMap<String, Key>();
        workplace.configuration().inputs().forEach(input -> inputs.put(input.name(), input.key()));
        return new StatusReader(workplace.store(), workplace.prefix()).status(inputs);
    }

    /// After a rollback the newest inputs are good ones again; those before it are sought.
    private Place usualBad(Status status) throws IOException {
        var left = rolledBack(status).flatMap(Status.Live::previous);
        if (left.isPresent()) {
            var place = ofRelease(left.get(), whole.size());
            if (place.isPresent()) {
                return new Place(
                        place.get(), "the inputs of release " + left.get() + ", which a rollback took out of service");
            }
        }
        return new Place(whole.size() - 1, "the newest inputs");
    }

    /// @param before the place of the bad end
    private Place usualGood(Status status, int before) throws IOException {
        var good = rolledBack(status).map(Status.Live::release).or(status::lastGood);
        if (good.isPresent()) {
            var place = ofRelease(good.get(), before);
            if (place.isPresent()) {
                return new Place(place.get(), "the inputs of release " + good.get() + ", the last good one");
            }
        }
        return new Place(0, "the oldest state with all inputs");
    }

    private static Optional<Status.Live> rolledBack(Status status) {
        return status.live().filter(live -> live.action() == Action.ROLLBACK);
    }

    /// @param before the end lies at a lower place, if it is a release
    private Place named(String text, int before, String option) throws IOException {
        if (!text.matches("[0-9a-f]{4,16}")) {
            return new Place(at(text, option), option + " " + text);
        }
        var release = PublishCommand.resolved(workplace, text);
        return ofRelease(release, before)
                .map(place -> new Place(place, "the inputs of release " + release))
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "the inputs of release " + release + " never were the newest at the same time"
                                + (before < whole.size() ? " before the bad end" : "") + ". Name a time with "
                                + option));
    }

    private Optional<Integer> ofRelease(ReleaseId id, int before) throws IOException {
        var release = releases.find(id);
        return release.isEmpty() ? Optional.empty() : ofRelease(release.get(), before);
    }

    private Optional<Integer> ofRelease(Manifest release, int before) throws IOException {
        for (int place = before - 1; place >= 0; place--) {
            if (match.fits(release, whole.get(place).combination())) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private int at(String text, String option) throws CommandException {
        var time = PointInTime.parse(option, text, now);
        var there = states.reversed().stream()
                .filter(state -> !state.from().isAfter(time))
                .findFirst();
        if (there.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    option + " " + text + " is before the first version of any input, of "
                            + Figures.time(states.getFirst().from()));
        }
        if (!there.get().whole()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "at " + Figures.time(time) + " there was no " + missing(there.get()) + ". Name another time with "
                            + option + "; see: backsight history");
        }
        int place = 0;
        while (place + 1 < whole.size() && !whole.get(place + 1).from().isAfter(time)) {
            place++;
        }
        return place;
    }

    private static String missing(State state) {
        return state.versions().entrySet().stream()
                .filter(input -> input.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" and no "));
    }
}
