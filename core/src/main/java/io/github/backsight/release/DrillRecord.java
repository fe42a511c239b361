package io.github.backsight.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a drill did and how long each step took: `.backsight/drills/<operation>.json`.
///
/// @param place where it was rehearsed
/// @param release that was gone back to
/// @param live what was live, and still is
/// @param outcome `done`, `failed` or `unsettled`
/// @param message one sentence for people
/// @param preparation the copies, before the clock of the rollback starts; the last one takes them away
/// @param rollback what the rehearsed rollback did; empty when it did not begin
/// @param planMilliseconds how long the plan took
/// @param safeMilliseconds from the command until readers would have got the good map
/// @param cleared whether everything that the drill made was removed again
public record DrillRecord(
        int format,
        OperationId operation,
        String who,
        String reason,
        Instant begun,
        String place,
        ReleaseId release,
        Optional<ReleaseId> live,
        String outcome,
        String message,
        List<StepResult> preparation,
        Optional<OperationResult> rollback,
        long planMilliseconds,
        long safeMilliseconds,
        boolean cleared) {
    static final int FORMAT = 1;

    public DrillRecord {
        preparation = List.copyOf(preparation);
    }
}
