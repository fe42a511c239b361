package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/// Bytes of an input that a rollback took away.
///
/// @param sha256 of the bytes; they are the same bytes under any other version id
/// @param input that the release which was left read them as
/// @param version that it pinned
/// @param operation the rollback
/// @param left the release that it left
/// @param release that it went to
/// @param who rolled back
/// @param reason as given; may be empty
public record Quarantined(
        Sha256 sha256,
        String input,
        Key key,
        VersionId version,
        OperationId operation,
        ReleaseId left,
        ReleaseId release,
        String who,
        Instant since,
        String reason) {
    private static final int SHOWN_DIGITS = 12;

    public Quarantined {
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(version);
        Objects.requireNonNull(since);
    }

    /// {@return as in `the rollback from 91bc to 3f2a by ann at 2026-11-23T03:00:00Z: too high`}
    public String text() {
        return "the rollback from " + left + " to " + release + " by " + who + " at "
                + since.truncatedTo(ChronoUnit.SECONDS) + (reason.isBlank() ? "" : ": " + reason);
    }

    /// {@return the command that lets these bytes be built and published again}
    public String lifting() {
        return "backsight quarantine lift " + sha256.hex().substring(0, SHOWN_DIGITS) + " --reason TEXT";
    }

    /// {@return the finding that refuses a build of `pin`, which has these bytes}
    public Finding ofBuild(Pin pin) {
        return finding(
                "build.quarantined",
                Severity.FAIL,
                pin.key(),
                "version " + pin.version(),
                "Put a corrected file. If these bytes are right: " + lifting()
                        + ". To build them all the same: --force --reason TEXT");
    }

    /// {@return the finding that warns of an upload of these bytes}
    ///
    /// @param place of the upload, as in `version 3`
    public Finding ofUpload(Key key, String place) {
        return finding(
                "put.quarantined",
                Severity.WARN,
                key,
                place,
                "A build of them will be refused. Put a corrected file, or, if these bytes are right: " + lifting());
    }

    private Finding finding(String code, Severity severity, Key key, String place, String action) {
        return new Finding(
                code,
                severity,
                key.value(),
                place,
                "input " + input + " has bytes that are in quarantine (SHA-256 " + sha256 + "): " + text(),
                action,
                1,
                List.of());
    }

    /// {@return the finding that refuses to publish a release that was built from these bytes}
    Finding ofPublish(ReleaseId built) {
        return new Finding(
                "publish.quarantined",
                Severity.FAIL,
                "release " + built,
                "",
                "it was built from bytes of input " + input + " that are in quarantine (SHA-256 " + sha256 + "): "
                        + text(),
                "Build and publish corrected inputs. If these bytes are right: " + lifting(),
                1,
                List.of());
    }
}
