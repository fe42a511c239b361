package io.github.backsight.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Finds the first bad combination in a row, and the input that made it bad.
///
/// Where several inputs changed from the last good to the first bad one, they are changed one after the other, the one
/// with the smaller file first: the guilty one is that with which it goes bad. Combinations between those two never
/// were live. Where only one changed, it is guilty without a question.
public final class GuiltSearch {
    private GuiltSearch() {}

    /// Says whether a combination is good.
    @FunctionalInterface
    public interface Judge {
        Judgement judge(Combination combination) throws IOException, InterruptedException;
    }

    /// @param states the search in the row
    /// @param swaps empty when the first bad state is not certain
    /// @param suspects inputs of which one is guilty; exactly one when it is certain which
    public record Found(Bisection states, Optional<Swaps> swaps, List<String> suspects) {
        public Found {
            suspects = List.copyOf(suspects);
        }

        /// {@return the guilty input, if it is certain}
        public Optional<String> guilty() {
            return suspects.size() == 1 ? Optional.of(suspects.getFirst()) : Optional.empty();
        }
    }

    /// The way from the last good to the first bad combination, one input at a time.
    ///
    /// @param inputs in the order in which they change
    /// @param row one combination more than `inputs`
    /// @param search in that row
    public record Swaps(List<String> inputs, List<Combination> row, Bisection search) {
        public Swaps {
            inputs = List.copyOf(inputs);
            row = List.copyOf(row);
        }
    }

    /// @param row at least two, oldest first, neighbours differ; the first is good and the last is bad, and neither is
    /// asked for
    public static Found find(List<Combination> row, Judge judge) throws IOException, InterruptedException {
        var states = search(row, judge);
        if (!states.decided()) {
            return new Found(states, Optional.empty(), changed(row.subList(states.good(), states.bad() + 1)));
        }
        var swaps = swaps(row.get(states.good()), row.get(states.bad()), judge);
        var guilty =
                swaps.inputs().subList(swaps.search().good(), swaps.search().bad());
        return new Found(states, Optional.of(swaps), guilty);
    }

    /// {@return the inputs that changed anywhere in a row, by name}
    public static List<String> changed(List<Combination> row) {
        var changed = new TreeSet<String>();
        for (int place = 1; place < row.size(); place++) {
            changed.addAll(row.get(place - 1).changedIn(row.get(place)));
        }
        return List.copyOf(changed);
    }

    private static Swaps swaps(Combination good, Combination bad, Judge judge)
            throws IOException, InterruptedException {
        var inputs = good.changedIn(bad);
        var row = new ArrayList<Combination>();
        row.add(good);
        for (var input : inputs) {
            row.add(row.getLast().with(input, bad.version(input)));
        }
        return new Swaps(inputs, row, search(row, judge));
    }

    private static Bisection search(List<Combination> row, Judge judge) throws IOException, InterruptedException {
        var search = Bisection.upTo(row.size() - 1);
        for (var place = search.next(); place.isPresent(); place = search.next()) {
            search = search.with(place.getAsInt(), judge.judge(row.get(place.getAsInt())));
        }
        return search;
    }
}
