/// A small faithful S3 endpoint for what no other server shows that runs on one machine: conditional writes to buckets
/// with versions, permissions refused one by one, archives, keys of encryption, buckets that take no access lists.
///
/// What it does is what Amazon documents, or what its servers were seen to do; each class names the document.
@NullMarked
package io.github.backsight.testkit.s3;

import org.jspecify.annotations.NullMarked;
