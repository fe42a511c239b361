/// MBTiles archives on SQLite, behind the interfaces of `archive`.
@NullMarked
package io.github.backsight.mbtiles;

import org.jspecify.annotations.NullMarked;
