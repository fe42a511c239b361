/// How long work tells people how far it has come. Imports nothing of Backsight; any package may import it.
@NullMarked
package io.github.backsight.progress;

import org.jspecify.annotations.NullMarked;
