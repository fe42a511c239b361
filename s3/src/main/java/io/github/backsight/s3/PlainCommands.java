package io.github.backsight.s3;

import io.github.backsight.config.PublishSettings;
import io.github.backsight.config.StoreLocation;
import io.github.backsight.release.InputPlan;
import io.github.backsight.release.LivePointer;
import io.github.backsight.release.MediaTypes;
import io.github.backsight.release.Plan;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.ReleaseJson;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a plan does to a bucket, in plain commands of the AWS CLI, for people to read beside the plan.
///
/// They keep no journal and look at nothing first; [Runbook] prints them with everything that somebody needs who has to
/// run them.
///
/// @param prefix of what is published, without `/` at either end; may be empty
/// @param access the access list of what is published; empty: as the bucket decides
public record PlainCommands(StoreLocation.Bucket bucket, String prefix, Optional<PublishSettings.Access> access) {
    static final String POINTER_FILE = "live.json";

    /// {@return the commands, in their order, each one line for a POSIX shell; lines that begin with `#` are remarks}
    ///
    /// @param pointer what `live.json` is to say
    public List<String> of(Plan plan, LivePointer pointer) {
        var commands = new ArrayList<String>();
        if (plan.movesPointer()) {
            commands.add("printf '%s\\n' " + AwsCli.quoted(line(pointer)) + " > " + POINTER_FILE);
            commands.add(putPointer(plan.seenLive().key()));
        }
        plan.documents().forEach(document -> commands.add(copyDocument(plan.release(), document)));
        plan.inPlace()
                .ifPresent(places -> commands.add("# " + places.copied()
                        + " files at fixed places are to be copied from " + below("releases/" + plan.release() + "/")
                        + ", too: only Backsight knows which"));
        for (var input : plan.inputs()) {
            if (input.change() == InputPlan.Change.RESTORE) {
                commands.add(copyInput(
                        input.from(), input.source().orElseThrow(), input.pin().key()));
            }
        }
        return List.copyOf(commands);
    }

    /// {@return the pointer as JSON on one line}
    static String line(LivePointer pointer) {
        return ReleaseJson.text(pointer).replaceAll("\\n *", "");
    }

    /// {@return the command that makes the pointer say what lies in `live.json` here}
    String putPointer(Key live) {
        return cli().api("put-object") + " --key " + AwsCli.quoted(live.value()) + " --body " + POINTER_FILE
                + " --content-type application/json --cache-control no-cache --checksum-algorithm SHA256" + acl();
    }

    /// {@return the command that makes a document say what `release` says}
    String copyDocument(ReleaseId release, Key document) {
        var source = below("releases/" + release + "/" + name(document));
        return cli().api("copy-object") + " --key " + AwsCli.quoted(document.value()) + " --copy-source "
                + cli().source(source)
                + " --metadata-directive REPLACE --content-type "
                + AwsCli.quoted(MediaTypes.ofName(document.value())) + " --cache-control no-cache"
                + " --checksum-algorithm SHA256" + acl();
    }

    /// {@return the command that copies a version on top of an input; metadata and tags come with it}
    String copyInput(Key from, VersionId version, Key input) {
        return cli().api("copy-object") + " --key " + AwsCli.quoted(input.value()) + " --copy-source "
                + cli().source(from.value(), version.value()) + " --checksum-algorithm SHA256";
    }

    AwsCli cli() {
        return new AwsCli(bucket);
    }

    /// {@return what a document is called below the prefix}
    String name(Key document) {
        return prefix.isEmpty() ? document.value() : document.value().substring(prefix.length() + 1);
    }

    String below(String name) {
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private String acl() {
        return access.map(each -> " --acl " + each.text()).orElse("");
    }
}
