package io.github.backsight.cli;

import io.github.backsight.history.History;
import io.github.backsight.history.State;
import io.github.backsight.release.ReleaseHistory;
import io.github.backsight.release.StatusReader;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import io.github.backsight.web.StoreWithAddresses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Which versions of the inputs were there together, and when.
@Command(
        name = "history",
        header = "Which versions of the inputs were there together, and when.",
        description = {
            "",
            "Read from the version lists alone, so it works on a bucket that Backsight never touched. Each state in which "
                    + "every input was there can be gone back to; the command stands below it. What is not certain is "
                    + "said. Changes nothing.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight history               the last 20 states, newest first",
            "  backsight history --limit 200   more of them",
            "  backsight history --json        for scripts"
        })
final class HistoryCommand implements Operation {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show at most so many states (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Override
    public Result perform(Session session) throws IOException {
        if (limit < 1) {
            throw new CommandException(ExitCode.USAGE, "--limit takes 1 or more, not " + limit);
        }
        try (var workplace = Workplace.open(session)) {
            var all = new History(workplace.store()).states(workplace.sources());
            var shown = all.subList(0, Math.min(limit, all.size()));
            var releases = new StatusReader(workplace.store(), workplace.prefix()).releases();
            return new PastStates(rows(workplace, shown, releases), all.size() - shown.size(), notes(workplace));
        }
    }

    /// Without releases and verdicts no digest is asked for: nothing is known of any bytes.
    private static SameBytes learnt(Workplace workplace, List<State> states, boolean somethingIsKnown)
            throws IOException {
        var same = new SameBytes(workplace.store());
        if (somethingIsKnown) {
            for (var each : versions(states).entrySet()) {
                same.learn(each.getKey(), List.copyOf(each.getValue()));
            }
        }
        return same;
    }

    private static List<PastStates.Row> rows(Workplace workplace, List<State> states, List<ReleaseHistory> releases)
            throws IOException {
        var judged = KnownVerdicts.listed(workplace);
        var same = learnt(workplace, states, !releases.isEmpty() || !judged.isEmpty());
        var known = judged.read(states, releases, same);
        var rows = new ArrayList<PastStates.Row>();
        for (var state : states) {
            var made = new ArrayList<PastStates.Made>();
            for (var release : releases) {
                if (isMadeOf(release, state, same)) {
                    made.add(new PastStates.Made(release.release(), release.verdict(), release.periods()));
                }
            }
            rows.add(PastStates.Row.of(state, made, known.of(state)));
        }
        return rows;
    }

    private static boolean isMadeOf(ReleaseHistory release, State state, SameBytes same) throws IOException {
        for (var input : state.versions().entrySet()) {
            var pin = release.pins().stream()
                    .filter(each -> each.input().equals(input.getKey()))
                    .findFirst();
            if (pin.isEmpty()
                    || input.getValue().isEmpty()
                    || !same.has(input.getValue().get(), pin.get())) {
                return false;
            }
        }
        return true;
    }

    private static Map<Key, Set<VersionId>> versions(List<State> states) {
        var versions = new LinkedHashMap<Key, Set<VersionId>>();
        states.stream()
                .flatMap(state -> state.versions().values().stream())
                .flatMap(version -> version.stream())
                .forEach((Entry.Version version) -> versions.computeIfAbsent(
                                version.key(), unused -> new LinkedHashSet<>())
                        .add(version.id()));
        return versions;
    }

    private static List<String> notes(Workplace workplace) {
        return workplace.configuration().inputs().stream()
                .filter(input -> StoreWithAddresses.isAddress(input.key()))
                .map(input -> "Input " + input.name()
                        + " is read by its address, which keeps no versions: what it was before is not known.")
                .toList();
    }
}
