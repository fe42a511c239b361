package io.github.backsight.release;

import java.util.List;

/// What happens at the fixed places, such as `<prefix>/tiles/high/5/8/12.pbf`, once the pointer has moved.
///
/// @param seen the newest entry of the record that says what they hold
/// @param mayHold the releases whose files may lie there now; empty when nobody knows
/// @param copied how many files are copied there, since their bytes differ or may differ
/// @param removed how many files get a delete marker: the releases above name them, and the new one does not
public record InPlacePlan(Seen seen, List<ReleaseId> mayHold, long copied, long removed) {
    public InPlacePlan {
        mayHold = List.copyOf(mayHold);
    }
}
