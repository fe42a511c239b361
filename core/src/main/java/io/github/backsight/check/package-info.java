/// Rules that give findings on tables, polygons and the tiles of a release, by themselves and beside
/// those of the last good release.
///
/// Checks look; they change nothing and refuse nothing. Their findings say how bad it is.
@NullMarked
package io.github.backsight.check;

import org.jspecify.annotations.NullMarked;
