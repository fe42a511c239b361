package io.github.backsight.cli;

import io.github.backsight.config.InputSettings;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.history.History;
import io.github.backsight.history.Source;
import io.github.backsight.history.State;
import io.github.backsight.input.Pins;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Published;
import io.github.backsight.release.Releases;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Pin;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds the versions of the inputs that `--as-of` and `--pin` mean. For one thread.
final class InputTargets {
    private static final int FEWEST_CHARACTERS = 4;

    private final Session session;
    private final Workplace workplace;

    InputTargets(Session session, Workplace workplace) {
        this.session = session;
        this.workplace = workplace;
    }

    /// {@return what was there together at a time}
    ///
    /// @param time as people write it
    WantedInputs asOf(String time) throws IOException {
        var instant =
                PointInTime.parse("--as-of", time, session.environment().clock().instant());
        var state = wholeState(workplace.sources(), instant);
        var versions = new HashMap<String, VersionId>();
        state.versions()
                .forEach((input, version) ->
                        versions.put(input, version.orElseThrow().id()));
        var notes = new ArrayList<Finding>();
        notes.add(note(
                "rollback.as-of",
                Severity.INFO,
                "as of " + instant + (time.strip().equalsIgnoreCase(instant.toString()) ? "" : " (" + time + ")") + ", "
                        + text(state) + " were there, from " + state.from()
                        + state.until().map(until -> " until " + until).orElse(" until now"),
                "See what there was at other times with: backsight history"));
        if (!state.doubts().isEmpty()) {
            notes.add(doubts(state));
        }
        return new WantedInputs(
                Pins.at(workplace.store(), workplace.configuration().inputs(), versions, session.progress()), notes);
    }

    /// {@return the version of one input that was there at a time}
    VersionId versionAsOf(InputSettings input, String time) throws IOException {
        var instant =
                PointInTime.parse("--as-of", time, session.environment().clock().instant());
        var state = wholeState(List.of(new Source(input.name(), input.key())), instant);
        state.doubts().forEach(doubt -> session.note("Not certain: " + doubt + "."));
        return state.versions().values().iterator().next().orElseThrow().id();
    }

    private State wholeState(List<Source> sources, Instant instant) throws IOException {
        var states = new History(workplace.store()).states(sources);
        var state = History.at(instant, states);
        if (state.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "as of " + instant + " nothing was there yet: "
                            + (states.isEmpty()
                                    ? "no input has a version"
                                    : "the oldest version is of "
                                            + states.getLast().from())
                            + ". See what was there when: backsight history");
        }
        var missing = state.get().versions().entrySet().stream()
                .filter(each -> each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "as of " + instant + " " + String.join(" and ", missing)
                            + " was missing (never put yet, or deleted), from "
                            + state.get().from()
                            + state.get()
                                    .until()
                                    .map(until -> " until " + until)
                                    .orElse(" until now")
                            + ". Choose another time: backsight history");
        }
        return state.get();
    }

    /// {@return these versions; the inputs not named stay as the live release has them, or else at their newest}
    ///
    /// @param versions by input: ids, or at least 4 characters that only one id begins with
    WantedInputs pinned(Map<String, String> versions) throws IOException {
        for (var name : versions.keySet()) {
            session.input(workplace.configuration(), name);
        }
        var live = live();
        var pins = new ArrayList<Pin>();
        for (var input : workplace.configuration().inputs()) {
            var wanted = Optional.ofNullable(versions.get(input.name()));
            var kept = live.flatMap(manifest -> manifest.pin(input.name()))
                    .filter(pin -> pin.key().equals(input.key()));
            if (wanted.isPresent()) {
                pins.add(pin(input, Map.of(input.name(), version(input, wanted.get()))));
            } else {
                pins.add(kept.isPresent() ? kept.get() : pin(input, Map.of()));
            }
        }
        return new WantedInputs(pins, together(pins));
    }

    private Pin pin(InputSettings input, Map<String, VersionId> versions) throws IOException {
        return Pins.at(workplace.store(), List.of(input), versions, session.progress())
                .getFirst();
    }

    private Optional<Manifest> live() throws IOException {
        var published = Published.find(workplace.store(), workplace.prefix());
        return published.isEmpty()
                ? Optional.empty()
                : new Releases(workplace.store(), workplace.prefix())
                        .find(published.get().release());
    }

    private VersionId version(InputSettings input, String written) throws IOException {
        var ids = InputHistory.of(workplace.store(), input.key()).stream()
                .filter(Entry.Version.class::isInstance)
                .map(Entry::id)
                .filter(id -> id.value().startsWith(written))
                .toList();
        var exact = new VersionId(written);
        if (ids.contains(exact) || ids.isEmpty()) {
            return exact; // That there is none is said where it is looked for.
        }
        if (ids.size() > 1 || written.length() < FEWEST_CHARACTERS) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--pin " + input.name() + "=" + written + ": give at least " + FEWEST_CHARACTERS
                            + " characters that only one version begins with, not those of "
                            + ids.stream().map(VersionId::value).collect(Collectors.joining(", "))
                            + ". List them: backsight versions " + input.name());
        }
        return ids.getFirst();
    }

    /// {@return a warning where these bytes were never there together, or only perhaps}
    private List<Finding> together(List<Pin> pins) throws IOException {
        var states = new History(workplace.store()).states(workplace.sources());
        var same = new SameBytes(workplace.store());
        var found = Optional.<State>empty();
        for (var state : states) {
            if (found.filter(each -> each.doubts().isEmpty()).isEmpty() && same.holds(state, pins)) {
                found = Optional.of(state);
            }
        }
        if (found.isEmpty()) {
            return List.of(note(
                    "rollback.never-together",
                    Severity.WARN,
                    pins.stream().map(pin -> pin.input() + "@" + pin.version()).collect(Collectors.joining(" and "))
                            + " were never there together: no map was ever made of them, unless by pinning them like this",
                    "See which were: backsight history"));
        }
        return found.get().doubts().isEmpty() ? List.of() : List.of(doubts(found.get()));
    }

    private static Finding doubts(State state) {
        return note(
                "rollback.inputs-in-doubt",
                Severity.WARN,
                text(state) + " may not have been there together: " + String.join("; ", state.doubts()),
                "Look at the states beside it: backsight history");
    }

    private static String text(State state) {
        return state.versions().entrySet().stream()
                .map(each -> each.getKey() + "@"
                        + each.getValue().map(version -> version.id().value()).orElse("-"))
                .collect(Collectors.joining(" and "));
    }

    private static Finding note(String code, Severity severity, String message, String action) {
        return new Finding(code, severity, "inputs", "", message, action, 1, List.of());
    }
}
