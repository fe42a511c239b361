package io.github.backsight.s3;

import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/// Copies versions that are longer than the server copies in one go, part by part. Safe for use by many threads.
record PartCopies(Connection connection, S3Options options, Multipart multipart) {
    /// So few requests do for a copy at the threshold.
    private static final int PARTS_AT_THRESHOLD = 8;

    boolean wanted(Head source) {
        return source.size() >= options.copyInPartsFrom();
    }

    /// @param begin says what the new version of `to` is to have; a copy in parts brings nothing but bytes
    VersionId copy(Head source, Key to, CreateMultipartUploadRequest begin, Guard.Condition condition)
            throws IOException {
        long size = source.size();
        long partBytes = Math.max(options.partBytes(), options.copyInPartsFrom() / PARTS_AT_THRESHOLD);
        int parts = (int) ((size + partBytes - 1) / partBytes);
        return multipart.write(to, begin, parts, condition, (upload, number) -> {
            long start = (number - 1) * partBytes;
            long end = Math.min(size, start + partBytes);
            var sent = connection
                    .reader()
                    .uploadPartCopy(part -> part.sourceBucket(connection.name())
                            .sourceKey(source.key().value())
                            .sourceVersionId(source.version().value())
                            .copySourceRange("bytes=" + start + "-" + (end - 1))
                            .destinationBucket(connection.name())
                            .destinationKey(to.value())
                            .uploadId(upload)
                            .partNumber(number));
            return CompletedPart.builder()
                    .partNumber(number)
                    .eTag(sent.copyPartResult().eTag())
                    .build();
        });
    }
}
