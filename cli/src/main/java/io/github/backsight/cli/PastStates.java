package io.github.backsight.cli;

import io.github.backsight.history.State;
import io.github.backsight.release.ReleaseHistory;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Verdict;
import io.github.backsight.store.Entry;
import io.github.backsight.store.VersionId;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What `history` found.
///
/// @param states newest first
/// @param older how many more there are
/// @param notes what people should know of all of them
record PastStates(List<Row> states, int older, List<String> notes) implements Result {
    private static final int LEAST_DIGITS = 12;

    PastStates {
        states = List.copyOf(states);
        notes = List.copyOf(notes);
    }

    /// One version of an input.
    ///
    /// @param time when the store says it was written
    /// @param verdict what is said of its bytes, as 'versions' shows it
    record There(VersionId version, Instant time, long size, Optional<Verdict> verdict) {
        private String said(Console console) {
            return verdict.map(each -> " " + StatusCommand.Shown.verdict(each, console))
                    .orElse("");
        }
    }

    /// A release that was made of the bytes of a state.
    ///
    /// @param periods when it was live, newest first
    record Made(ReleaseId release, Verdict verdict, List<ReleaseHistory.Period> periods) {}

    /// One state.
    ///
    /// @param inputs by name; empty: missing
    /// @param whole whether every input was there, so that it can be gone back to
    /// @param command what goes back to it; empty when it is not whole
    record Row(
            Instant from,
            Optional<Instant> until,
            Map<String, Optional<There>> inputs,
            boolean whole,
            List<Made> releases,
            List<String> doubts,
            Optional<String> command) {

        /// @param verdicts by the name of the input; those that are known
        static Row of(State state, List<Made> releases, Map<String, Verdict> verdicts) {
            var inputs = new LinkedHashMap<String, Optional<There>>();
            state.versions()
                    .forEach((input, version) -> inputs.put(
                            input,
                            version.map(each -> new There(
                                    each.id(), each.time(), each.size(), Optional.ofNullable(verdicts.get(input))))));
            return new Row(
                    state.from(),
                    state.until(),
                    inputs,
                    state.whole(),
                    List.copyOf(releases),
                    state.doubts(),
                    state.whole() ? Optional.of(command(state)) : Optional.empty());
        }

        /// A state without length is at no time: only its versions name it.
        private static String command(State state) {
            return state.covers(state.from())
                    ? "backsight rollback --as-of " + state.from()
                    : "backsight rollback "
                            + state.versions().entrySet().stream()
                                    .map(each -> "--pin " + each.getKey() + "="
                                            + each.getValue()
                                                    .map(Entry.Version::id)
                                                    .orElseThrow())
                                    .collect(Collectors.joining(" "));
        }
    }

    @Override
    public void describe(Console console) {
        if (states.isEmpty()) {
            console.line("No input has a version yet. Put one: backsight put INPUT FILE");
        }
        for (var state : states) {
            console.line(console.strong(Figures.time(state.from()) + " until "
                            + state.until().map(Figures::time).orElse("now"))
                    + "  "
                    + state.inputs().entrySet().stream()
                            .map(each -> each.getKey() + "@"
                                    + each.getValue()
                                            .map(there -> shown(each.getKey(), there.version()) + there.said(console))
                                            .orElse(console.bad("missing")))
                            .collect(Collectors.joining("  ")));
            state.releases().forEach(made -> describe(made, console));
            state.doubts().forEach(doubt -> console.line("    " + console.warning("in doubt") + "  " + doubt + "."));
            console.line("    " + state.command().orElse("not whole: nobody can go back to it"));
        }
        if (older > 0) {
            console.line(Figures.count(older, "older state", "older states")
                    + " not shown. See all: backsight history --limit " + (states.size() + older));
        }
        notes.forEach(console::line);
    }

    private static void describe(Made made, Console console) {
        var periods = made.periods().stream()
                .map(period -> "live from " + Figures.time(period.from()) + " "
                        + period.until()
                                .map(until -> "to " + Figures.time(until))
                                .orElse("until now"))
                .collect(Collectors.joining(", "));
        console.line("    release " + made.release() + "  " + StatusCommand.Shown.verdict(made.verdict(), console)
                + "  " + (periods.isEmpty() ? "never live" : periods));
    }

    /// As many characters as tell the versions of an input apart.
    private String shown(String input, VersionId version) {
        var id = version.value();
        var others = states.stream()
                .flatMap(state -> Optional.ofNullable(state.inputs().get(input)).stream())
                .flatMap(Optional::stream)
                .map(there -> there.version().value())
                .collect(Collectors.toSet());
        int length = LEAST_DIGITS;
        while (length < id.length() && !isAlone(id.substring(0, length), others)) {
            length++;
        }
        return id.length() <= length ? id : id.substring(0, length);
    }

    private static boolean isAlone(String start, Set<String> ids) {
        var with = new HashSet<>(ids);
        with.removeIf(id -> !id.startsWith(start));
        return with.size() == 1;
    }
}
