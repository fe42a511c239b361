/// What was there when: the past of several inputs, from nothing but their version lists.
@NullMarked
package io.github.backsight.history;

import org.jspecify.annotations.NullMarked;
