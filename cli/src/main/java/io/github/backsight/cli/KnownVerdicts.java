package io.github.backsight.cli;

import io.github.backsight.history.State;
import io.github.backsight.release.InputVerdict;
import io.github.backsight.release.ReleaseHistory;
import io.github.backsight.release.Verdict;
import io.github.backsight.release.Verdicts;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is said of the versions of states, as 'versions' shows it. Only of bytes whose digest the
/// store vouches for. For one thread.
final class KnownVerdicts {
    private final List<ReleaseHistory> releases;
    private final SameBytes same;
    private final Map<String, Map<Sha256, InputVerdict>> said;

    private KnownVerdicts(List<ReleaseHistory> releases, SameBytes same, Map<String, Map<Sha256, InputVerdict>> said) {
        this.releases = releases;
        this.same = same;
        this.said = said;
    }

    /// {@return which bytes of each input something is said of; what, is not read yet}
    static Listed listed(Workplace workplace) throws IOException {
        var verdicts = new Verdicts(workplace.store(), workplace.prefix());
        var digests = new HashMap<String, Set<Sha256>>();
        for (var input : workplace.configuration().inputs()) {
            digests.put(input.name(), verdicts.judged(input.name()));
        }
        return new Listed(verdicts, digests);
    }

    record Listed(Verdicts verdicts, Map<String, Set<Sha256>> digests) {
        boolean isEmpty() {
            return digests.values().stream().allMatch(Set::isEmpty);
        }

        /// Reads what is said of the versions of these states.
        KnownVerdicts read(List<State> states, List<ReleaseHistory> releases, SameBytes same) throws IOException {
            var said = new HashMap<String, Map<Sha256, InputVerdict>>();
            for (var input : digests.entrySet()) {
                var wanted = new HashSet<Sha256>();
                for (var state : states) {
                    sha256(state, input.getKey(), same, input.getValue()).ifPresent(wanted::add);
                }
                said.put(input.getKey(), verdicts.of(input.getKey(), wanted));
            }
            return new KnownVerdicts(releases, same, said);
        }

        private static Optional<Sha256> sha256(State state, String input, SameBytes same, Set<Sha256> judged)
                throws IOException {
            var version = version(state, input);
            return version.isEmpty() || judged.isEmpty()
                    ? Optional.empty()
                    : same.vouched(version.get().key(), version.get().id()).filter(judged::contains);
        }
    }

    private static Optional<Entry.Version> version(State state, String input) {
        return Optional.ofNullable(state.versions().get(input)).flatMap(each -> each);
    }

    /// {@return what is said of the versions of that state, by the name of the input; those that
    /// something is said of}
    Map<String, Verdict> of(State state) throws IOException {
        var verdicts = new HashMap<String, Verdict>();
        for (var input : state.versions().keySet()) {
            var version = version(state, input);
            if (version.isPresent()) {
                of(input, version.get()).ifPresent(verdict -> verdicts.put(input, verdict));
            }
        }
        return verdicts;
    }

    private Optional<Verdict> of(String input, Entry.Version version) throws IOException {
        var judged = said.getOrDefault(input, Map.of());
        var verdict = judged.isEmpty()
                ? Optional.<InputVerdict>empty()
                : same.vouched(version.key(), version.id()).map(judged::get);
        return verdict.isPresent() ? verdict.map(InputVerdict::verdict) : ofReleases(input, version);
    }

    private Optional<Verdict> ofReleases(String input, Entry.Version version) throws IOException {
        var verdicts = new HashSet<Verdict>();
        for (var release : releases) {
            for (var pin : release.pins()) {
                if (pin.input().equals(input) && same.has(version, pin)) {
                    verdicts.add(release.verdict());
                }
            }
        }
        return VersionsCommand.ofReleases(verdicts.stream());
    }
}
