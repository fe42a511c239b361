package io.github.backsight.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Some of a list. A page may be short or empty and still not be the last: go on while `next` is present.
///
/// @param next what to hand in for the page after this one; empty at the end
public record Page(List<Entry> entries, Optional<String> next) {
    public Page {
        entries = List.copyOf(entries);
    }

    /// How one page of a list is fetched; called with empty first, then with each page's [Page#next()].
    @FunctionalInterface
    interface Source {
        Page page(Optional<String> from) throws IOException;
    }

    /// {@return the entries of all pages, in order}
    static List<Entry> walk(Source source) throws IOException {
        var page = source.page(Optional.empty());
        var all = new ArrayList<>(page.entries());
        while (page.next().isPresent()) {
            page = source.page(page.next());
            all.addAll(page.entries());
        }
        return List.copyOf(all);
    }
}
