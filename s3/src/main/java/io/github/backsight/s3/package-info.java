/// Buckets of S3, and of servers that speak its language, as stores of versions. Types and exceptions of the AWS SDK,
/// and retries, stay in here. Start at [S3ObjectStore].
///
/// Source of the protocol: the Amazon S3 API Reference, API version 2006-03-01.
@NullMarked
package io.github.backsight.s3;

import org.jspecify.annotations.NullMarked;
