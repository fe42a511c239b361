/// Is a rollback possible right now? Each thing that it needs, looked at by itself: what was found, what to do.
/// Start at [Examination]; what only buckets have is examined where buckets are spoken to.
@NullMarked
package io.github.backsight.doctor;

import org.jspecify.annotations.NullMarked;
