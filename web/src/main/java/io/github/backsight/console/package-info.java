/// The server for those who run the map: what is live, what was, what would change, and the changing of it.
@NullMarked
package io.github.backsight.console;

import org.jspecify.annotations.NullMarked;
