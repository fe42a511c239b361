package io.github.backsight.s3;

import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
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
            return connection.reader().getObject(request -> {
                request.bucket(connection.name()).key(key.value()).versionId(version.value());
                if (length.isPresent() || offset + passed > 0) {
                    var last = length.map(bytes -> Long.toString(offset + bytes - 1))
                            .orElse("");
                    request.range("bytes=" + (offset + passed) + "-" + last);
                }
            });
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && Faults.saysMissing(answer)) {
                throw new MissingVersionException(key, version);
            }
            if (e instanceof S3Exception answer && answer.statusCode() == 400 && !Faults.namesKey(answer)) {
                reader.head(key, version); // Tells a malformed version id from the rest.
            }
            throw connection.faults().ofReading(e, "read version '" + version + "' of '" + key + "'", key, version);
        }
    }
}
