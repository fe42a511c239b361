package io.github.backsight.release;

import io.github.backsight.store.Entry;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Page;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The versions of `live.json`, newest first, each read only when it is asked for; where the store is far away, more
/// and
/// more of them at once. For one thread.
final class LiveHistory {
    private static final int MOST_AT_ONCE = 16;

    /// How a page of versions is fetched.
    interface Pages {
        Page page(Optional<String> from) throws IOException;
    }

    private final ObjectStore store;
    private final Live live;
    private final Pages pages;
    private final Deque<Entry> fetched = new ArrayDeque<>();
    private final Deque<LiveEntry> read = new ArrayDeque<>();
    private Optional<String> from = Optional.empty();
    private boolean more = true;
    private int atOnce = 1;

    LiveHistory(ObjectStore store, Live live, Pages pages) {
        this.store = store;
        this.live = live;
        this.pages = pages;
    }

    /// {@return the next older entry, or empty at the end}
    Optional<LiveEntry> next() throws IOException {
        if (read.isEmpty()) {
            fetch();
            readAhead();
        }
        return Optional.ofNullable(read.pollFirst());
    }

    private void fetch() throws IOException {
        while (fetched.isEmpty() && more) {
            var page = pages.page(from);
            fetched.addAll(page.entries());
            from = page.next();
            more = from.isPresent();
        }
    }

    private void readAhead() throws IOException {
        var wanted = new ArrayList<Entry>();
        while (wanted.size() < atOnce && !fetched.isEmpty()) {
            wanted.add(fetched.removeFirst());
        }
        try {
            read.addAll(Looks.atAll(store, wanted, this::read));
            atOnce = store.isFarAway() ? Math.min(2 * atOnce, MOST_AT_ONCE) : 1;
        } catch (IOException e) {
            // One that nobody may ask for must not hide those before it.
            wanted.reversed().forEach(fetched::addFirst);
            read.addAll(Looks.atAll(store, List.of(fetched.removeFirst()), this::read));
            atOnce = 1;
        }
    }

    private LiveEntry read(Entry entry) throws IOException {
        return switch (entry) {
            case Entry.Version version -> new LiveEntry(version.id(), version.time(), live.read(version.id()));
            case Entry.DeleteMarker marker -> new LiveEntry(marker.id(), marker.time(), Optional.empty());
        };
    }
}
