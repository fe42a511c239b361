package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Credentials;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Stands in for lists and for reads by version id where these are refused to nobody in particular: a public bucket
/// often lets everybody read its objects and neither list them nor read old ones. A plain read names the version that
/// it answers; it counts only when that is the version that was asked for.
///
/// Who signs requests is never helped like this: what writes rely on has to be asked properly.
///
/// Source: Amazon S3 User Guide, "Access control list (ACL) overview"; API Reference, "HeadObject". Safe for use by
/// many threads.
record PlainReads(Connection connection) {
    private static final int FORBIDDEN = 403;

    /// {@return whether a plain read may answer what was refused by `fault`}
    boolean standInFor(Throwable fault) {
        return connection.bucket().credentials() instanceof Credentials.Anonymous
                && fault instanceof S3Exception answer
                && answer.statusCode() == FORBIDDEN;
    }

    /// {@return what a plain read of `key` finds, be it a delete marker; empty when there is nothing}
    ///
    /// @throws IOException if the object is not public; who may not list does not learn whether it is there at all
    Optional<Entry> newest(Key key) throws IOException {
        try {
            var head = head(key);
            return Optional.of(new Entry.Version(key, head.version(), head.time(), true, head.size()));
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && Faults.saysMissing(answer)) {
                return marker(key, answer.awsErrorDetails().sdkHttpResponse());
            }
            throw connection
                    .faults()
                    .of(e, "look at '" + key + "', which is not there or not public,", Action.READ_OBJECT, key.value());
        }
    }

    private static Optional<Entry> marker(Key key, SdkHttpResponse response) {
        boolean deleted = response.firstMatchingHeader("x-amz-delete-marker")
                .filter("true"::equals)
                .isPresent();
        return deleted
                ? Optional.of(new Entry.DeleteMarker(
                        key,
                        id(response.firstMatchingHeader("x-amz-version-id").orElse(null)),
                        response.firstMatchingHeader("Last-Modified")
                                .flatMap(PlainReads::time)
                                .orElse(Instant.EPOCH),
                        true))
                : Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// {@return what is known of `version`, if that is what a plain read answers now}
    ///
    /// @throws SdkException `refusal` if it is not
    HeadObjectResponse head(Key key, VersionId version, SdkException refusal) {
        var head = orRefused(() -> head(key), refusal);
        if (!head.version().equals(version)) {
            throw refusal;
        }
        return head.response();
    }

    private Head head(Key key) {
        var response = connection
                .reader()
                .headObject(request ->
                        request.bucket(connection.name()).key(key.value()).checksumMode(ChecksumMode.ENABLED));
        return new Head(key, id(response.versionId()), response);
    }

    /// {@return the bytes of `version`, if that is what a plain read answers now}
    ///
    /// @param request says which object, and which part of it
    /// @throws SdkException `refusal` if it is not
    ResponseInputStream<GetObjectResponse> open(
            Consumer<GetObjectRequest.Builder> request, VersionId version, SdkException refusal) {
        var in = orRefused(() -> connection.reader().getObject(request), refusal);
        if (!id(in.response().versionId()).equals(version)) {
            in.abort();
            throw refusal;
        }
        return in;
    }

    /// That nothing lies on top says nothing of the version below it, which was refused.
    private static <T> T orRefused(Supplier<T> plain, SdkException refusal) {
        try {
            return plain.get();
        } catch (S3Exception e) {
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    private static VersionId id(@Nullable String answered) {
        return new VersionId(Optional.ofNullable(answered).orElse("null"));
    }
}
