package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Credentials;

/// How one bucket is spoken of on the command line of the AWS CLI, in a POSIX shell.
record AwsCli(Bucket bucket) {

    /// {@return the beginning of a command of `aws s3api` on this bucket}
    String api(String operation) {
        return "aws s3api " + operation + " --bucket " + bucket.name() + surroundings();
    }

    /// {@return a command of `aws s3`, which names the bucket by an address}
    String plain(String operation) {
        return "aws s3 " + operation + surroundings();
    }

    /// {@return how `aws s3` names a key, or what begins with it}
    String address(String key) {
        return quoted("s3://" + bucket.name() + "/" + key);
    }

    private String surroundings() {
        var options = new StringBuilder();
        bucket.endpoint()
                .ifPresent(endpoint -> options.append(" --endpoint-url ").append(quoted(endpoint.toString())));
        bucket.region().ifPresent(region -> options.append(" --region ").append(quoted(region)));
        if (bucket.credentials() instanceof Credentials.Profile(var name)) {
            options.append(" --profile ").append(quoted(name));
        }
        return options.toString();
    }

    /// {@return an object as the source of a copy, quoted}
    ///
    /// Not encoded as the header of a copy has to be: the CLI does that itself, and would do it twice.
    String source(String key) {
        return quoted(bucket.name() + "/" + key);
    }

    /// {@return one version of an object as the source of a copy, quoted}
    String source(String key, String version) {
        return quoted(bucket.name() + "/" + key + "?versionId=" + version);
    }

    /// {@return `text` as one word for a POSIX shell}
    static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./:=%@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
