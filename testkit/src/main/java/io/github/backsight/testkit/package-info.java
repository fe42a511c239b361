/// What tests share: contract suites, a faulty store, drawn coverages.
@NullMarked
package io.github.backsight.testkit;

import org.jspecify.annotations.NullMarked;
