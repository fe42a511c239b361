/// Inputs that are read by a plain address, without credentials. Start at [StoreWithAddresses].
@NullMarked
package io.github.backsight.web;

import org.jspecify.annotations.NullMarked;
