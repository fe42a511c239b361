/// A bucket with versions: objects are never edited, only superseded. Start at [ObjectStore].
///
/// Terms: a *key* names an object; each write makes a *version*; a *delete marker* is a version that says "gone".
@NullMarked
package io.github.backsight.store;

import org.jspecify.annotations.NullMarked;
