/// Releases, the live pointer, the journal, and going back. Never imports what can build (law A).
@NullMarked
package io.github.backsight.release;

import org.jspecify.annotations.NullMarked;
