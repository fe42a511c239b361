/// The bytes of a local input file, plain, gzipped or in a zip, streamed with limits and really verified.
///
/// Start with [io.github.backsight.content.Content]. Imports only findings.
@NullMarked
package io.github.backsight.content;

import org.jspecify.annotations.NullMarked;
