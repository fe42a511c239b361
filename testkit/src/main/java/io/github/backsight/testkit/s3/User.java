package io.github.backsight.testkit.s3;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// Somebody who may sign requests.
///
/// @param token what has to come with the access key, for credentials that end
/// @param ends from when on the token has expired
/// @param may what is allowed; must be safe for use by many threads
public record User(
        String accessKey, String secretKey, Optional<String> token, Instant ends, Predicate<Permission> may) {

    /// {@return a user who may do what `may` says, for ever}
    public static User of(String accessKey, String secretKey, Predicate<Permission> may) {
        return new User(accessKey, secretKey, Optional.empty(), Instant.MAX, may);
    }
}
