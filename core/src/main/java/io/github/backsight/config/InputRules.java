package io.github.backsight.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What is asked of one input, a table or polygons.
///
/// @param count how many rows or polygons it may have
/// @param idLength how many characters each id has
/// @param groups which groups must be there
/// @param bounds of polygons: the box, in degrees, that holds them all
/// @param columns of tables; the first that matches a column counts for it, one by one
public record InputRules(
        Optional<Span> count,
        OptionalInt idLength,
        Optional<Groups> groups,
        Optional<Bounds> bounds,
        List<ColumnRule> columns) {
    public static final InputRules NONE =
            new InputRules(Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), List.of());

    public InputRules {
        columns = List.copyOf(columns);
    }

    /// Groups of rows or polygons, by the first characters of their ids.
    ///
    /// @param characters how many name the group
    /// @param present the groups that must be there
    /// @param least how many each of `present` must have, at least 1
    public record Groups(int characters, List<String> present, int least) {
        public Groups {
            present = List.copyOf(present);
            if (characters < 1 || least < 1) {
                throw new IllegalArgumentException("a group has a name and a member: " + characters + ", " + least);
            }
        }
    }

    /// A box in degrees; `west` may be more than `east` where it crosses the antimeridian.
    public record Bounds(double west, double south, double east, double north) {}
}
