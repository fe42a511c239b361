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
/// @param length how many bytes, at least 1, fewer where the version ends sooner; empty: the whole version
record RangeSource(VersionReader reader, Key key, VersionId version, long offset, Optional<Long> length) {

    /// No byte of the range is in the version.
    static final class OutsideException extends IOException {
        private static final long serialVersionUID = 1L;

        OutsideException(SdkException cause) {
            super(cause);
        }
    }

    /// @param passed how many of the bytes are not wanted again
    ResponseInputStream<GetObjectResponse> open(long passed) throws IOException {
        var connection = reader.connection();
        try {
            var in = reply(passed);
            if (isPart(passed) && in.response().contentRange() == null) {
                in.abort();
                throw new IOException("cannot read '" + key + "' in ranges: the server of "
                        + connection.bucket().text() + " answers all of it, whatever is asked for. Use another server");
            }
            return in;
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && Faults.saysMissing(answer)) {
                throw new MissingVersionException(key, version);
            }
            if (e instanceof S3Exception answer && answer.statusCode() == 416) {
                throw new OutsideException(e);
            }
            if (e instanceof S3Exception answer && answer.statusCode() == 400 && !Faults.namesKey(answer)) {
                reader.head(key, version); // Tells a malformed version id from the rest.
            }
            throw connection.faults().ofReading(e, "read version '" + version + "' of '" + key + "'", key, version);
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
        if (isPart(passed)) {
            request.range("bytes=" + (offset + passed) + "-" + last());
        }
    }

    private boolean isPart(long passed) {
        return length.isPresent() || passed > 0;
    }

    /// {@return the number of the last byte as a range has it; empty where it is that of the version}
    private String last() {
        return length.filter(bytes -> bytes <= Long.MAX_VALUE - offset)
                .map(bytes -> Long.toString(offset + bytes - 1))
                .orElse("");
    }
}
