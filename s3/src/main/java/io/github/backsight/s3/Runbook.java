package io.github.backsight.s3;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.release.InputPlan;
import io.github.backsight.release.LivePointer;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Plan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The break-glass page of a bucket: a rollback in plain commands of the AWS CLI, for when Backsight cannot be run.
///
/// What is printed is good until something of what it saw moves; each of its steps looks first, and stops then.
public final class Runbook {
    private static final int AT_ONCE = 4;

    private Runbook() {}

    /// Everything that a page is about.
    ///
    /// @param plan of the rollback
    /// @param pointer as the plan makes it; who, why, when and operation are asked for on the page
    /// @param release the manifest of the plan's release
    /// @param version of Backsight
    public record Subject(
            Configuration configuration,
            Plan plan,
            LivePointer pointer,
            Manifest release,
            Instant now,
            String version) {}

    /// {@return the page, Markdown}
    ///
    /// @throws IOException if what is to be restored cannot be looked at
    public static String page(Bucket bucket, Subject subject) throws IOException {
        try (var connection = Connection.open(bucket, AT_ONCE)) {
            return page(connection, S3Options.of(subject.configuration().publish()), subject);
        }
    }

    static String page(Connection connection, S3Options options, Subject subject) throws IOException {
        var commands = new PlainCommands(connection.bucket(), options.prefix(), options.access());
        var lists = new VersionLists(connection, options.pageSize());
        var proof = new Proof(connection, new VersionReader(connection, lists));
        boolean swaps = connection.bucket().writers() == Writers.MANY
                && connection.bucket().state().isEmpty();
        var inputs = new ArrayList<RunbookInput>();
        for (var input : subject.plan().inputs()) {
            if (input.change() == InputPlan.Change.RESTORE) {
                var source = proof.source(input.from(), input.source().orElseThrow());
                inputs.add(new RunbookInput(commands, input, source, swaps, options.copyInPartsFrom()));
            }
        }
        return new RunbookPage(commands, subject, List.copyOf(inputs), swaps).text();
    }
}
