/// The commands, and all wiring. One class per command; start at [Backsight].
@NullMarked
package io.github.backsight.cli;

import org.jspecify.annotations.NullMarked;
