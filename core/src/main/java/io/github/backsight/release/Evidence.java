package io.github.backsight.release;

import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// All that is known of one operation, for people who were not there.
///
/// @param previous the release that was live before
/// @param release what was to be live
/// @param ended when its last entry was written; empty while it has none
/// @param ending one clause: how it ended, or what its journal says last
/// @param exitCode of the command that ended it, or whose attempt failed; empty when nothing tells it
/// @param overruled codes of the findings that refused it and were overruled
/// @param objects the pointer and the inputs, before and after
/// @param pins what the release was made from; empty when its manifest is gone
/// @param steps of the last attempt that came to its end; empty when that is not known
/// @param timeToSafe empty when it was not told
/// @param probes what was read as the public reads it
/// @param journal all entries, of all attempts
/// @param plan what was seen, and what was to change
public record Evidence(
        int format,
        OperationId operation,
        Action action,
        Optional<ReleaseId> previous,
        ReleaseId release,
        String who,
        String reason,
        Instant begun,
        Optional<Instant> ended,
        End end,
        String ending,
        Optional<Integer> exitCode,
        List<String> overruled,
        List<BeforeAndAfter> objects,
        List<Pin> pins,
        List<StepResult> steps,
        Optional<TimeToSafe> timeToSafe,
        List<Probe> probes,
        List<Line> journal,
        Plan plan) {
    static final int FORMAT = 1;

    /// How an operation ended.
    public enum End {
        FINISHED,
        /// Something that its plan saw had moved, or another operation was before it.
        REFUSED,
        /// Another operation has moved the pointer since.
        OVERTAKEN,
        /// It did not come to its end, and another operation, or somebody, has ended it.
        ABANDONED,
        /// It has no end: it is under way, its process was killed, or a step failed.
        UNFINISHED
    }

    /// One object that the operation was about.
    ///
    /// @param name as in `live pointer` or `input score`
    /// @param after empty when that was not recorded
    /// @param sha256Before empty when the store does not know it, or there was nothing
    /// @param sha256After likewise
    public record BeforeAndAfter(
            String name,
            Key key,
            Seen before,
            Optional<Sha256> sha256Before,
            Optional<Seen> after,
            Optional<Sha256> sha256After) {}

    /// One entry of the journal.
    ///
    /// @param time empty when the entry cannot be read
    public record Line(String entry, Optional<Instant> time, String detail) {}

    public Evidence {
        Objects.requireNonNull(end);
        overruled = List.copyOf(overruled);
        objects = List.copyOf(objects);
        pins = List.copyOf(pins);
        steps = List.copyOf(steps);
        probes = List.copyOf(probes);
        journal = List.copyOf(journal);
    }
}
