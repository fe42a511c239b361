package io.github.backsight.store;

import java.util.List;
import java.util.Optional;

/// Some of a list. A page may be short or empty and still not be the last: go on while `next` is present.
///
/// @param next what to hand in for the page after this one; empty at the end
public record Page(List<Entry> entries, Optional<String> next) {
    public Page {
        entries = List.copyOf(entries);
    }
}
