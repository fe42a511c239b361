package io.github.backsight.config;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is asked of one input, a table or polygons.
///
/// @param count how many rows or polygons it may have
/// @param idLength how many characters each id has
/// @param groups which groups must be there
/// @param bounds of polygons: the box, in degrees, that holds them all
/// @param columns of tables: each concerns all columns that its name matches
/// @param own rules that only the configuration's own team knows
public record InputRules(
        Optional<Span> count,
        OptionalInt idLength,
        Optional<Groups> groups,
        Optional<Bounds> bounds,
        List<ColumnRule> columns,
        Own own) {
    public static final InputRules NONE = new InputRules(
            Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), List.of(), Own.NONE);

    public InputRules {
        columns = List.copyOf(columns);
    }

    /// {@return the same without what is no part of a build}
    public InputRules ofBuild() {
        return new InputRules(count, idLength, groups, bounds, columns, Own.NONE);
    }

    /// Rules of one's own. A build runs none of them: what they say need not be the same tomorrow.
    ///
    /// @param command for a shell: it gets the file and answers with findings; empty: there is none
    /// @param questions of tables: what each row of an answer breaks, in words, and the question in
    /// SQL
    public record Own(Optional<String> command, SortedMap<String, String> questions) {
        public static final Own NONE = new Own(Optional.empty(), new TreeMap<>());

        public Own {
            questions = Collections.unmodifiableSortedMap(new TreeMap<>(questions));
        }
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
