package io.github.backsight.release;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Until when a release can be restored.
///
/// @param live whether it is live now
/// @param lastGood whether `rollback` goes to it when no other is named
/// @param pinned whether `pin` keeps a copy of its inputs
/// @param loss what goes first; empty: nothing ever does
public record ReleaseRunway(ReleaseId release, boolean live, boolean lastGood, boolean pinned, Optional<Loss> loss) {
    /// The first thing that a release loses.
    ///
    /// @param at when; of what is gone already, now
    /// @param daysLeft whole days until then, 0 or more
    /// @param object the key
    /// @param input the input that it is; empty for a file of the release itself
    /// @param why by which rule, as a clause for people
    public record Loss(Instant at, long daysLeft, String object, Optional<String> input, String why) {}

    /// {@return whether it can still be restored, whole, when so many days have gone by}
    public boolean lasts(long days) {
        return loss.map(each -> each.daysLeft() >= days).orElse(true);
    }

    static long days(Instant now, Instant end) {
        return Math.max(0, Duration.between(now, end).toDays());
    }

    /// {@return what to do so that it can be restored for longer; empty when nothing has to be done}
    public Optional<String> advice() {
        return loss.map(each -> {
            if (each.input().isEmpty()) {
                return "Exclude what lies below the release from that rule; a copy can be had with: backsight export "
                        + release;
            }
            return pinned
                    ? "The copy that 'pin' made is under a rule itself, or damaged: exclude it, then pin again"
                    : "Keep it with: backsight pin " + release + " --reason TEXT";
        });
    }
}
