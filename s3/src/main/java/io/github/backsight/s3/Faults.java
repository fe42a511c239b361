package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Turns what the SDK throws into what people can act on: what was asked, of which object, why not, what to do.
///
/// Source of the codes: Amazon S3 API Reference, "Error responses".
record Faults(Bucket bucket) {

    /// What came too slowly, or was changed on the way: the server kept nothing of it.
    private static final Set<String> TRANSIENT =
            Set.of("RequestTimeout", "BadDigest", "XAmzContentSHA256Mismatch", "IncompleteBody");

    private static final Pattern NAMED = Pattern.compile(
            "is not authorized to perform: (\\S+) on resource: \"?([^\"]+?)\"?(?: (?:because|with) |$)");

    /// What a fault says about the request that met it.
    enum Kind {
        /// The server said no: nothing happened, and asking again brings the same answer.
        REFUSED,
        /// The server's condition did not hold: nothing happened.
        CONDITION,
        /// Nothing happened, and it is worth asking again.
        BUSY,
        /// It may have happened, or may still happen.
        DOUBTFUL
    }

    static Kind kind(SdkException fault) {
        return switch (fault) {
            case S3Exception answer -> kind(answer);
            case SdkClientException client when neverSent(client) -> Kind.BUSY;
            case SdkClientException client when noCredentials(client) || noRegion(client) -> Kind.REFUSED;
            default -> Kind.DOUBTFUL;
        };
    }

    private static Kind kind(S3Exception answer) {
        return switch (answer.statusCode()) {
            case 412 -> Kind.CONDITION;
            case 409 -> code(answer).equals("ConditionalRequestConflict") ? Kind.BUSY : Kind.REFUSED;
            case 429, 503 -> Kind.BUSY;
            case 400 -> TRANSIENT.contains(code(answer)) ? Kind.BUSY : Kind.REFUSED;
            // An error inside a 200 has no status of its own: the server began, and did not end.
            default -> answer.statusCode() >= 500 || answer.statusCode() == 200 ? Kind.DOUBTFUL : Kind.REFUSED;
        };
    }

    private static boolean neverSent(SdkClientException fault) {
        return caused(fault, ConnectException.class) || caused(fault, UnknownHostException.class);
    }

    private static boolean noCredentials(SdkClientException fault) {
        return message(fault).contains("load credentials");
    }

    private static boolean noRegion(SdkClientException fault) {
        return message(fault).contains("load region");
    }

    private static boolean caused(Throwable fault, Class<? extends Throwable> kind) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /// {@return the code that the server gave, as in `AccessDenied`; empty when it gave none}
    static String code(S3Exception answer) {
        return Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    /// {@return whether the answer says that there is no such key or version, or that it is a delete marker}
    static boolean saysMissing(S3Exception answer) {
        var code = code(answer);
        return (answer.statusCode() == 404 && !code.equals("NoSuchBucket"))
                || answer.statusCode() == 405
                || (answer.statusCode() == 400 && code.equals("InvalidArgument") && namesVersion(answer))
                || code.equals("NoSuchVersion");
    }

    /// {@return whether the answer says that a key of encryption is the reason}
    static boolean namesKey(S3Exception answer) {
        return code(answer).startsWith("KMS.") || message(answer).contains("kms:");
    }

    /// S3 answers a malformed version id by `InvalidArgument`: it cannot be there.
    private static boolean namesVersion(S3Exception answer) {
        return message(answer).toLowerCase(Locale.ROOT).contains("version id");
    }

    /// {@return as [#of], where one version was to be read: what it takes to have it is said exactly}
    IOException ofReading(SdkException fault, String asked, Key key, VersionId version) {
        if (fault instanceof InvalidObjectStateException refused) {
            var advice = Archive.of(refused).advice(bucket.name(), key.value(), version.value());
            return failed(asked, advice, fault);
        }
        return of(fault, asked, Action.READ_VERSION, key.value());
    }

    /// {@return that the key of encryption is why a version cannot be looked at; a refused HEAD does not say so}
    IOException ofKey(SdkException fault, String asked, String kmsKey) {
        return failed(
                asked,
                "the key " + kmsKey + " that it is encrypted with cannot be used. It takes kms:Decrypt on that key,"
                        + " and the key must be enabled",
                fault);
    }

    private IOException failed(String asked, String why, SdkException fault) {
        return new IOException("cannot " + asked + " in " + bucket.text() + ": " + why, fault);
    }

    /// @param asked what was to be done, as in `read 'maps/live.json'`
    /// @param action what it takes
    /// @param object the key it is about; empty for the bucket itself
    IOException of(SdkException fault, String asked, Action action, String object) {
        var why =
                fault instanceof S3Exception answer ? answered(answer, action, object) : unanswered((Throwable) fault);
        return failed(asked, why, fault);
    }

    private String answered(S3Exception answer, Action action, String object) {
        var code = code(answer);
        return switch (code) {
            case "NoSuchBucket" ->
                "there is no such bucket at " + server() + ". Check 'store', 'endpoint' and 'region' in backsight.yaml";
            case "InvalidAccessKeyId" ->
                "the server does not know this access key. Check which credentials the environment or the profile names";
            case "SignatureDoesNotMatch" ->
                "the signature is wrong: the secret does not belong to the access key, or something on the way changes"
                        + " requests";
            case "ExpiredToken", "TokenRefreshRequired", "InvalidToken" ->
                "the session token has expired or is wrong. Sign in again, as in: aws sso login";
            case "RequestTimeTooSkewed" ->
                "this machine's clock and the server's are more than 15 minutes apart. Set the clock (NTP), then try"
                        + " again";
            case "InvalidObjectState", "ObjectNotInActiveTierError" ->
                "the version lies in an archive and must be fetched from there first. The command is shown by: backsight"
                        + " doctor";
            case "InvalidBucketState", "ObjectLockConfigurationNotFoundError" ->
                "the bucket's state forbids it: " + said(answer);
            case "SlowDown", "ServiceUnavailable", "503" ->
                "the server is too busy (" + code + "). Try again in a minute";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                otherRegion(answer);
            case "ConditionalRequestConflict" -> "somebody else writes to it all the time (" + code + "). Try again";
            case "AccessControlListNotSupported" ->
                "the bucket takes no access lists (its owner owns all objects). Leave out 'publish.access'";
            default -> byStatus(answer, action, object);
        };
    }

    private String byStatus(S3Exception answer, Action action, String object) {
        if (namesKey(answer) && named(said(answer)).isEmpty()) {
            return "the key that it is encrypted with cannot be used (" + said(answer)
                    + "). Reading takes kms:Decrypt, writing kms:GenerateDataKey, and the key must be enabled";
        }
        return switch (answer.statusCode()) {
            case 301, 307 -> otherRegion(answer);
            case 401, 403 -> denied(answer, action, object);
            case 404 -> "it is not there";
            default -> "the server answered " + answer.statusCode() + " " + said(answer);
        };
    }

    /// Amazon names what is missing; other servers, and the answer to a HEAD, do not.
    private String denied(S3Exception answer, Action action, String object) {
        var code = code(answer);
        var text = said(answer);
        if (text.contains("Block Public Access")) {
            return "the bucket lets nothing be public (Block Public Access), and this would be. Serve it by a bucket"
                    + " policy or CloudFront, or lift BlockPublicAcls";
        }
        return named(text).orElseGet(() -> guessed(code, text, action, object));
    }

    /// {@return which permission is missing, where `text` names it}
    static Optional<String> named(String text) {
        var named = NAMED.matcher(text);
        return named.find()
                ? Optional.of("permission denied: " + named.group(1) + " on " + named.group(2)
                        + (text.contains("explicit deny") ? " is forbidden by a policy" : " is missing"))
                : Optional.empty();
    }

    private String guessed(String code, String text, Action action, String object) {
        return "permission denied" + (code.isEmpty() || code.equals("AccessDenied") ? "" : " (" + text + ")")
                + ". Most likely " + action.permission() + " on " + resource(action, object)
                + " is missing; an Object Lock or a bucket policy may refuse, too";
    }

    private String otherRegion(S3Exception answer) {
        var region = Optional.ofNullable(answer.awsErrorDetails())
                .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
                .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"));
        return "the bucket lies in another region"
                + region.map(name -> ": say 'region: " + name + "'").orElse("") + " in backsight.yaml";
    }

    private String resource(Action action, String object) {
        var arn = "arn:aws:s3:::" + bucket.name();
        return action.scope() == Action.Scope.BUCKET ? arn : arn + "/" + object;
    }

    private String unanswered(Throwable fault) {
        if (fault instanceof SdkClientException client && noCredentials(client)) {
            return "there are no credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or 'profile', or"
                    + " 'anonymous: true' in backsight.yaml for a public bucket";
        }
        if (fault instanceof SdkClientException client && noRegion(client)) {
            return "no region is known. Say 'region: us-east-1', or the one it lies in, in backsight.yaml, or set"
                    + " AWS_REGION";
        }
        if (caused(fault, UnknownHostException.class)) {
            return "the server " + server() + " is not known here. Check 'endpoint', 'region' and the network";
        }
        if (caused(fault, ConnectException.class)) {
            return "nobody answers at " + server() + ". Check 'endpoint' and the network";
        }
        return "no answer (" + message(fault) + "). Try again";
    }

    private String server() {
        return bucket.endpoint().map(Object::toString).orElse("Amazon S3");
    }

    private static String said(S3Exception answer) {
        var details = Optional.ofNullable(answer.awsErrorDetails());
        var text = details.map(AwsErrorDetails::errorMessage).orElse("");
        return (code(answer) + (text.isEmpty() ? "" : ": " + text)).strip();
    }

    private static String message(Throwable fault) {
        return Optional.ofNullable(fault.getMessage()).orElse(fault.toString());
    }
}
