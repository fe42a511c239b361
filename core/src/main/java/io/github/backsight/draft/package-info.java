/// Files and folders that take their name only when they are whole. Imports nothing of Backsight.
@NullMarked
package io.github.backsight.draft;

import org.jspecify.annotations.NullMarked;
