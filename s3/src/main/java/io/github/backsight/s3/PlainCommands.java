package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation;
import io.github.backsight.config.StoreLocation.Credentials;
import io.github.backsight.release.InputPlan;
import io.github.backsight.release.LivePointer;
import io.github.backsight.release.Plan;
import io.github.backsight.release.ReleaseJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a plan does to a bucket, in plain commands of the AWS CLI (version 2), for people to read, and to run where
/// Backsight cannot.
///
/// They keep no journal, and nothing holds them back when somebody else has moved the pointer; objects of more than
/// 5 GB need `aws s3api upload-part-copy`, and access lists are not copied.
///
/// @param prefix of what is published, without `/` at either end; may be empty
public record PlainCommands(StoreLocation.Bucket bucket, String prefix) {
    private static final String POINTER_FILE = "live.json";

    /// {@return the commands, in their order, each one line for a POSIX shell; lines that begin with `#` are remarks}
    ///
    /// @param pointer what `live.json` is to say
    public List<String> of(Plan plan, LivePointer pointer) {
        var commands = new ArrayList<String>();
        if (plan.movesPointer()) {
            var json = ReleaseJson.text(pointer).replaceAll("\\n *", "");
            commands.add("printf '%s\\n' " + quoted(json) + " > " + POINTER_FILE);
            commands.add(asked("put-object")
                    + " --key " + quoted(plan.seenLive().key().value()) + " --body " + POINTER_FILE
                    + " --content-type application/json --cache-control no-cache");
        }
        for (var document : plan.documents()) {
            var name = prefix.isEmpty() ? document.value() : document.value().substring(prefix.length() + 1);
            var source = below("releases/" + plan.release() + "/" + name);
            commands.add(asked("copy-object")
                    + " --key " + quoted(document.value()) + " --copy-source " + quoted(path(source))
                    + " --metadata-directive REPLACE --content-type application/json --cache-control no-cache");
        }
        plan.inPlace()
                .ifPresent(places -> commands.add("# " + places.copied()
                        + " files at fixed places are to be copied from " + below("releases/" + plan.release() + "/")
                        + ", too: only Backsight knows which"));
        for (var input : plan.inputs()) {
            if (input.change() == InputPlan.Change.RESTORE) {
                var key = input.pin().key().value();
                commands.add(asked("copy-object")
                        + " --key " + quoted(key) + " --copy-source "
                        + quoted(path(key) + "?versionId="
                                + encoded(input.source().orElseThrow().value())));
            }
        }
        return List.copyOf(commands);
    }

    private String asked(String operation) {
        var command = new StringBuilder("aws s3api " + operation + " --bucket " + bucket.name());
        bucket.endpoint()
                .ifPresent(endpoint -> command.append(" --endpoint-url ").append(quoted(endpoint.toString())));
        bucket.region().ifPresent(region -> command.append(" --region ").append(quoted(region)));
        if (bucket.credentials() instanceof Credentials.Profile profile) {
            command.append(" --profile ").append(quoted(profile.name()));
        }
        return command.toString();
    }

    private String below(String name) {
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /// The header of a copy is a URL's path, so what is special there is encoded.
    private String path(String key) {
        return bucket.name() + "/"
                + String.join(
                        "/",
                        List.of(key.split("/", -1)).stream()
                                .map(PlainCommands::encoded)
                                .toList());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./:=%?@-]+") && !text.contains("?")
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }
}
