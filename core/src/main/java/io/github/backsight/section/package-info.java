/// Files of sections: rows of numbers and texts, written once and read back as they were, or refused. Imports nothing
/// of
/// Backsight, so that each package that owns arrays can write and read its own section, and the arrays never leave it.
///
/// Start at [SectionFile], which has the byte map.
@NullMarked
package io.github.backsight.section;

import org.jspecify.annotations.NullMarked;
