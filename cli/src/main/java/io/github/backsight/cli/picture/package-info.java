/// Pictures of a published map, drawn from its own tiles without a display and without fonts. Start at [MapPicture].
///
/// The same tiles always make the same pixels, on any machine.
@NullMarked
package io.github.backsight.cli.picture;

import org.jspecify.annotations.NullMarked;
