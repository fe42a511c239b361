package io.github.backsight.s3;

import io.github.backsight.config.PublishSettings;
import java.util.Optional;

/// How a bucket is used, beside where it is.
///
/// @param prefix `publish.prefix`: what the keys of all that Backsight publishes begin with; empty for the whole bucket
/// @param access the access list of what is written below `prefix`; empty: as the bucket decides
/// @param copyInPartsFrom objects of at least so many bytes are copied in parts; S3 copies at most 5 GB in one go
/// @param partBytes how long the parts of uploads and copies are, at least 5 MiB
/// @param requests how many requests may be under way at once
/// @param pageSize how many entries a page of a list has at most, 1 to 1,000
public record S3Options(
        String prefix,
        Optional<PublishSettings.Access> access,
        long copyInPartsFrom,
        long partBytes,
        int requests,
        int pageSize) {
    /// The longest object that `CopyObject` takes.
    public static final long MOST_BYTES_OF_ONE_COPY = 5L << 30;

    /// The fewest bytes of a part that is not the last.
    public static final long FEWEST_PART_BYTES = 5L << 20;

    public S3Options {
        if (copyInPartsFrom < 1 || copyInPartsFrom > MOST_BYTES_OF_ONE_COPY) {
            throw new IllegalArgumentException("copies in parts start at 1 byte to 5 GiB, not " + copyInPartsFrom);
        }
        if (partBytes < FEWEST_PART_BYTES || requests < 1) {
            throw new IllegalArgumentException("parts of " + partBytes + " bytes, " + requests + " requests");
        }
    }

    public static S3Options of(PublishSettings publish) {
        return new S3Options(publish.prefix(), publish.access(), MOST_BYTES_OF_ONE_COPY, 16L << 20, 128, 1000);
    }
}
