package io.github.backsight.release;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Page;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The versions of `live.json`, newest first, each read only when it is asked for. For one thread.
final class LiveHistory {
    /// How a page of versions is fetched.
    interface Pages {
        Page page(Optional<String> from) throws IOException;
    }

    private final Live live;
    private final Pages pages;
    private final Deque<Entry> fetched = new ArrayDeque<>();
    private Optional<String> from = Optional.empty();
    private boolean more = true;

    LiveHistory(Live live, Pages pages) {
        this.live = live;
        this.pages = pages;
    }

    /// {@return the next older entry, or empty at the end}
    Optional<LiveEntry> next() throws IOException {
        while (fetched.isEmpty() && more) {
            var page = pages.page(from);
            fetched.addAll(page.entries());
            from = page.next();
            more = from.isPresent();
        }
        if (fetched.isEmpty()) {
            return Optional.empty();
        }
        var entry = fetched.removeFirst();
        return Optional.of(
                switch (entry) {
                    case Entry.Version version -> new LiveEntry(version.id(), version.time(), live.read(version.id()));
                    case Entry.DeleteMarker marker -> new LiveEntry(marker.id(), marker.time(), Optional.empty());
                });
    }
}
