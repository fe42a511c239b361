package io.github.backsight.cli;

import io.github.backsight.check.PastMoves;
import io.github.backsight.release.InputVerdict;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.StatusReader;
import io.github.backsight.release.Verdict;
import io.github.backsight.release.Verdicts;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far inputs have moved from one known-good version to the next, from what was measured when
/// each was judged: no file is read again. Asks the store only where a limit is a multiple of that.
/// For one thread.
final class DriftHistory {
    /// Changes of the live release that are looked at: an input that changes more seldom than once in
    /// twelve of them has a shorter history.
    private static final int MOST_CHANGES = 100;

    private final Workplace workplace;
    private Optional<List<Manifest>> good = Optional.empty();

    DriftHistory(Workplace workplace) {
        this.workplace = workplace;
    }

    /// {@return the moves of that input between its last known-good versions; those that nobody has
    /// measured are left out}
    PastMoves of(String input) throws IOException {
        if (!workplace.configuration().checks().drift().needHistory()) {
            return PastMoves.NONE;
        }
        var contents = contents(input);
        var said = new Verdicts(workplace.store(), workplace.prefix()).of(input, contents);
        return new PastMoves(moves(good(contents, said), said));
    }

    /// {@return the different bytes of good releases, one after the other, last first}
    private List<Sha256> contents(String input) throws IOException {
        var contents = new ArrayList<Sha256>();
        for (var release : releases()) {
            var sha256 = release.pin(input).map(Pin::sha256);
            if (sha256.isPresent() && (contents.isEmpty() || !contents.getLast().equals(sha256.get()))) {
                contents.add(sha256.get());
            }
        }
        return contents.stream().limit(PastMoves.MOST + 1).toList();
    }

    private List<Manifest> releases() throws IOException {
        if (good.isEmpty()) {
            good = Optional.of(new StatusReader(workplace.store(), workplace.prefix()).good(MOST_CHANGES));
        }
        return good.get();
    }

    private static List<Sha256> good(List<Sha256> contents, Map<Sha256, InputVerdict> said) {
        return contents.stream()
                .filter(sha256 ->
                        verdict(said, sha256).map(InputVerdict::verdict).orElse(Verdict.GOOD) != Verdict.BAD)
                .toList();
    }

    private static List<Map<String, Map<String, Double>>> moves(List<Sha256> contents, Map<Sha256, InputVerdict> said) {
        var moves = new ArrayList<Map<String, Map<String, Double>>>();
        for (int place = 0; place + 1 < contents.size(); place++) {
            var before = contents.get(place + 1);
            verdict(said, contents.get(place))
                    .flatMap(verdict -> verdict.movedSince(before))
                    .ifPresent(moved -> moves.add(Map.copyOf(moved.amounts())));
        }
        return moves;
    }

    private static Optional<InputVerdict> verdict(Map<Sha256, InputVerdict> said, Sha256 sha256) {
        return Optional.ofNullable(said.get(sha256));
    }
}
