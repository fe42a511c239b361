package io.github.backsight.release;

import java.util.List;
import java.util.Objects;

/// What the entry that ends an attempt at an operation knows of it.
///
/// @param result of the attempt, up to this entry
/// @param after the newest entries of the pointer and of the inputs, as far as this attempt left or found them
record Ending(OperationResult result, List<Seen> after) {
    Ending {
        Objects.requireNonNull(result);
        after = List.copyOf(after);
    }
}
