package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is live, whether the inputs still are what it was built from, and what is under way.
///
/// Printed as it is with `status --json`: components are only ever added.
///
/// @param live empty when nothing is live
/// @param inputs by name, as configured or as the live release pins them
/// @param unfinished operations without an end, oldest first
/// @param frozen whether publishing is frozen after a rollback
/// @param freeze why it is
/// @param lock the lease of the operation that is under way, or was when its process ended
/// @param quarantined bytes of inputs that a rollback took away, and that are neither built nor published
/// @param runway until when `lastGood` can be restored; empty when it was not asked for, or cannot be told
/// @param staleDocuments stable documents that do not say what the live release says
/// @param lastGood the release that `rollback` would go back to; empty when there is none
/// @param damage counts of the live release that differ from those of `lastGood`
/// @param notes what else people should know, such as a `live.json` that cannot be read
public record Status(
        Optional<Live> live,
        Map<String, InputStatus> inputs,
        List<UnfinishedOperation> unfinished,
        boolean frozen,
        List<Key> staleDocuments,
        Optional<ReleaseId> lastGood,
        List<Difference> damage,
        List<Finding> notes,
        Optional<Frozen> freeze,
        Optional<Lease> lock,
        List<Quarantined> quarantined,
        Optional<ReleaseRunway> runway) {
    /// {@return the same, and until when the last good release can be restored}
    public Status with(ReleaseRunway until) {
        return new Status(
                live,
                inputs,
                unfinished,
                frozen,
                staleDocuments,
                lastGood,
                damage,
                notes,
                freeze,
                lock,
                quarantined,
                Optional.of(until));
    }

    /// @param since when the pointer was moved to it
    /// @param verdict of its build
    /// @param overruled codes of findings that refused it and were overruled
    /// @param findings of its build
    public record Live(
            ReleaseId release,
            Instant since,
            String by,
            String reason,
            Action action,
            OperationId operation,
            Optional<ReleaseId> previous,
            Verdict verdict,
            List<String> overruled,
            List<Finding> findings) {}

    /// @param version the newest version; empty when the newest entry is a delete marker or there is none
    /// @param sha256 of that version; empty when the store does not know it and it was not read
    public record InputStatus(
            Key key, Optional<VersionId> version, Optional<Sha256> sha256, Optional<Instant> time, Match match) {}

    /// How the newest version of an input compares with what the live release was built from.
    public enum Match {
        SAME_BYTES,
        OTHER_BYTES,
        /// The store knows no digest of the newest version.
        UNKNOWN,
        /// The newest entry is a delete marker, or there never was one.
        MISSING,
        /// The live release does not read this input, or nothing is live.
        NOT_PINNED
    }

    /// One count of the live release, beside the same of another release.
    public record Difference(String count, Optional<Number> live, Optional<Number> lastGood) {}
}
