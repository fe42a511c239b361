package io.github.backsight.s3;

import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The bytes of one version from one place on, to be opened at any place in between.
///
/// @param offset of the first byte
/// @param length how many bytes; empty: all there are
record RangeSource(VersionReader reader, Key key, VersionId version, long offset, Optional<Long> length) {

    /// @param passed how many of the bytes are not wanted again
    ResponseInputStream<GetObjectResponse> open(long passed) throws IOException {
        var connection = reader.connection();
        try {
            return reply(passed);
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && Faults.saysMissing(answer)) {
                throw new MissingVersionException(key, version);
            }
            if (e instanceof S3Exception answer && answer.statusCode() == 400) {
                reader.head(key, version); // Tells a malformed version id from the rest.
            }
            throw connection
                    .faults()
                    .of(e, "read version '" + version + "' of '" + key + "'", Action.READ_VERSION, key.value());
        }
    }

    private ResponseInputStream<GetObjectResponse> reply(long passed) {
        var connection = reader.connection();
        try {
            return connection.reader().getObject(request -> {
                part(request, passed);
                request.versionId(version.value());
            });
        } catch (S3Exception e) {
            var plain = new PlainReads(connection);
            if (plain.standInFor(e)) {
                return plain.open(request -> part(request, passed), version, e);
            }
            throw e;
        }
    }

    private void part(GetObjectRequest.Builder request, long passed) {
        request.bucket(reader.connection().name()).key(key.value());
        if (length.isPresent() || offset + passed > 0) {
            var last = length.map(bytes -> Long.toString(offset + bytes - 1)).orElse("");
            request.range("bytes=" + (offset + passed) + "-" + last);
        }
    }
}
