/// A local endpoint that speaks the part of CloudFront's API that is about invalidations.
///
/// Source: Amazon CloudFront API Reference, API version 2020-05-31.
@NullMarked
package io.github.backsight.testkit.cloudfront;

import org.jspecify.annotations.NullMarked;
