package io.github.backsight.s3;

import io.github.backsight.release.InputPlan;
import io.github.backsight.release.ReleaseJson;
import io.github.backsight.release.Seen;
import io.github.backsight.store.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Permission;

/// How one input is restored by hand: one copy inside the server, in parts where it is longer than S3 copies in one go.
///
/// What S3 does not copy by itself is said again, as [Restores] does: access list, storage class, encryption; in parts
/// also headers, metadata and tags.
///
/// @param source the version that is copied, as it was when the page was printed
/// @param swaps whether the server is trusted to refuse a write when something else is newest by then
/// @param copyInPartsFrom the length in bytes from which a copy is made in parts
record RunbookInput(PlainCommands commands, InputPlan plan, Proof.Source source, boolean swaps, long copyInPartsFrom) {
    private static final int PARTS = 4;

    /// {@return lines for a POSIX shell}
    List<String> lines() {
        var lines = new ArrayList<>(guard());
        lines.addAll(source.head().size() >= copyInPartsFrom ? inParts() : inOne());
        return lines;
    }

    private Key key() {
        return plan.pin().key();
    }

    /// Stops where the newest entry is another than was seen.
    private List<String> guard() {
        var lines = new ArrayList<String>();
        lines.add(RunbookShell.expect(
                RunbookShell.newest(commands.cli(), key()),
                plan.now().state() == Seen.State.VERSION
                        ? plan.now().version().orElseThrow().value()
                        : "",
                "'" + key() + "' has been written by somebody since this page was printed"));
        if (swaps && plan.now().state() == Seen.State.VERSION) {
            lines.add("MATCH=$("
                    + RunbookShell.etag(
                            commands.cli(), key(), plan.now().version().orElseThrow())
                    + ")");
        }
        return lines;
    }

    private String condition() {
        if (!swaps) {
            return "";
        }
        return plan.now().state() == Seen.State.VERSION ? " --if-match \"$MATCH\"" : " --if-none-match '*'";
    }

    private List<String> inOne() {
        return List.of(commands.copyInput(plan.from(), plan.source().orElseThrow(), key()) + kept() + condition());
    }

    private List<String> inParts() {
        var cli = commands.cli();
        var head = source.head().response();
        var named = " --key " + AwsCli.quoted(key().value());
        long size = source.head().size();
        long part = Math.max(S3Options.FEWEST_PART_BYTES, copyInPartsFrom / PARTS);
        var create = cli.api("create-multipart-upload") + named
                + option("content-type", head.contentType())
                + option("cache-control", head.cacheControl())
                + option("content-encoding", head.contentEncoding())
                + option("content-disposition", head.contentDisposition())
                + option("content-language", head.contentLanguage())
                + option(
                        "expires", source.head().expires().map(Object::toString).orElse(""))
                + (head.metadata().isEmpty() ? "" : option("metadata", json(head.metadata())))
                + (source.tags().isEmpty() ? "" : option("tagging", tagging()))
                + kept() + " --query UploadId --output text";
        return List.of(
                "UPLOAD=$(" + create + ")",
                "PART=1; FIRST=0; ETAGS=",
                "while [ $FIRST -lt " + size + " ]; do",
                "  LAST=$((FIRST + " + part + " - 1)); [ $LAST -lt " + size + " ] || LAST=" + (size - 1),
                "  ETAG=$(" + cli.api("upload-part-copy") + named + " --upload-id \"$UPLOAD\" --part-number $PART"
                        + " --copy-source "
                        + cli.source(
                                plan.from().value(), plan.source().orElseThrow().value())
                        + " --copy-source-range \"bytes=$FIRST-$LAST\" --query CopyPartResult.ETag --output text)",
                "  ETAGS=\"$ETAGS${ETAGS:+,}{\\\"PartNumber\\\":$PART,\\\"ETag\\\":$(printf '%s' \"$ETAG\" |"
                        + " sed 's/\"//g; s/.*/\"&\"/')}\"",
                "  PART=$((PART + 1)); FIRST=$((LAST + 1))",
                "done",
                cli.api("complete-multipart-upload") + named + " --upload-id \"$UPLOAD\""
                        + " --multipart-upload \"{\\\"Parts\\\":[$ETAGS]}\"" + condition());
    }

    /// What no copy keeps by itself.
    private String kept() {
        var head = source.head().response();
        var access = source.access();
        return option("storage-class", Archive.readableClass(head.storageClassAsString()))
                + option("server-side-encryption", head.serverSideEncryptionAsString())
                + option("ssekms-key-id", head.ssekmsKeyId())
                + option("website-redirect-location", head.websiteRedirectLocation())
                + grant("full-control", access.header(Permission.FULL_CONTROL))
                + grant("read", access.header(Permission.READ))
                + grant("read-acp", access.header(Permission.READ_ACP))
                + grant("write-acp", access.header(Permission.WRITE_ACP));
    }

    private static String grant(String name, Optional<String> grantees) {
        return grantees.map(each -> option("grant-" + name, each)).orElse("");
    }

    private static String option(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? "" : " --" + name + " " + AwsCli.quoted(value);
    }

    private static String json(Map<String, String> values) {
        return ReleaseJson.text(values).replaceAll("\\n *", "");
    }

    private String tagging() {
        return Puts.tagging(source.tags());
    }

    /// {@return the lines that say whether the newest bytes are those of the release; reads all of them}
    static List<String> proof(PlainCommands commands, InputPlan plan) {
        var read = commands.cli().plain("cp") + " "
                + commands.cli().address(plan.pin().key().value()) + " -";
        return List.of(RunbookShell.expect(
                read + " | sha256sum | cut -c1-64",
                plan.pin().sha256().hex(),
                "'" + plan.pin().key() + "' has not the bytes that the release was made from"));
    }

    /// {@return what fetches the source back from an archive; empty where it can be read at once}
    Optional<String> archived() {
        return Archive.of(source.head().response())
                .map(archive -> archive.command(
                        commands.bucket().name(),
                        plan.from().value(),
                        plan.source().orElseThrow().value()));
    }
}
