package io.github.backsight.console;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// What is published, and nothing else of the store: no inputs, and none of Backsight's own records.
/// Threads may share it.
///
/// @param prefix what all published keys begin with; empty: nothing
public record Published(ObjectStore store, String prefix) {
    private static final int LONGEST_NAME = 600;

    /// One object as it was found.
    record Found(Entry.Version version, Attributes attributes) {}

    /// {@return the object of that name below the prefix; empty where there is none, or none for the public}
    Optional<Found> find(String name) throws IOException {
        if (!isPublic(name)) {
            return Optional.empty();
        }
        var key = key(name);
        return Optional.ofNullable(store.newestDetails(List.of(key)).get(key))
                .map(details -> new Found(details.version(), details.attributes()));
    }

    /// {@return bytes of an object; the caller closes them}
    InputStream read(Found found, long offset, long length) throws IOException {
        return store.read(found.version().key(), found.version().id(), offset, length);
    }

    private Key key(String name) {
        return new Key(prefix.isEmpty() ? name : prefix + "/" + name);
    }

    private static boolean isPublic(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && !name.startsWith("/")
                && name.chars().noneMatch(letter -> letter < ' ' || letter == '\\' || letter == 0x7f)
                && List.of(name.split("/", -1)).stream().noneMatch(part -> part.isEmpty() || part.startsWith("."))
                && name.matches("(index\\.html|live\\.json|(tiles|releases|geojson|shapefile|viewer)/.*)");
    }
}
