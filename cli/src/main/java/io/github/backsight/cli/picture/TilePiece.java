package io.github.backsight.cli.picture;

import java.awt.geom.Path2D;
import java.util.OptionalDouble;

/// What one tile shows of one polygon.
///
/// @param outline in tile units, x east, y south, from the tile's north-western corner; shells and holes are told apart
/// by the even-odd rule
/// @param value of the attribute that is drawn; empty where the polygon has none
/// @param extent of the tile in tile units
record TilePiece(Path2D outline, OptionalDouble value, int extent) {}
