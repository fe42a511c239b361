/// Pictures of places where maps go wrong, from the tiles of one archive or of two side by side. Start at
/// [io.github.backsight.bench.picture.PicturesCommand].
@NullMarked
package io.github.backsight.bench.picture;

import org.jspecify.annotations.NullMarked;
