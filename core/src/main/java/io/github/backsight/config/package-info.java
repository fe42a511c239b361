/// The configuration file backsight.yaml as typed, checked records.
@NullMarked
package io.github.backsight.config;

import org.jspecify.annotations.NullMarked;
