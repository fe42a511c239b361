package io.github.backsight.check;

import io.github.backsight.config.DriftMeasure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How far an input has moved from each known-good version to the next, as far as that is known.
///
/// @param moves the amounts of [DriftMeter#amounts] of each, in any order
public record PastMoves(List<Map<String, Map<String, Double>>> moves) {
    public static final PastMoves NONE = new PastMoves(List.of());

    /// So many moves are looked at: what was before them tells of another time.
    public static final int MOST = 8;

    /// Fewer moves tell of no habit.
    static final int FEWEST = 3;

    public PastMoves {
        moves = List.copyOf(moves);
    }

    /// {@return by how much that measure usually moves; empty where too few moves are known}
    ///
    /// It is the upper quartile, rounded down, so of eight moves two may be as wild as they like: a
    /// median would call every other move unusual where an input moves every second time only.
    Optional<Double> spread(DriftMeasure measure, String place) {
        var amounts = moves.stream()
                .map(move -> move.getOrDefault(measure.text(), Map.of()).get(place))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return amounts.size() < FEWEST ? Optional.empty() : Optional.of(amounts.get((amounts.size() - 1) * 3 / 4));
    }
}
