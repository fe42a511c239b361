package io.github.backsight.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds the keys of a folder store in their order from the names of its folders and files, without opening them, and
/// without looking into folders that hold none of those asked for.
final class KeyWalk {
    private final VersionRecords records;
    private final String prefix;
    private final String from;
    private final int most;
    private final NavigableMap<Key, Integer> found = new TreeMap<>();

    /// @param from the least key wanted; empty for all
    /// @param most how many keys are enough
    KeyWalk(VersionRecords records, String prefix, String from, int most) {
        this.records = records;
        this.prefix = prefix;
        this.from = from;
        this.most = most;
    }

    /// {@return the first keys that were asked for, each with the number of its newest record}
    NavigableMap<Key, Integer> keys() throws IOException {
        try {
            var tree = records.root().resolve(KeyPath.TREE);
            if (Files.exists(tree)) {
                walk(tree, "");
            }
            var longKeys = records.root().resolve(KeyPath.LONG);
            if (Files.exists(longKeys)) {
                addLongKeys(longKeys);
            }
        } catch (FileSystemException e) {
            throw new StoreFault(records.root()).reading(e);
        }
        while (found.size() > most) {
            found.pollLastEntry();
        }
        return found;
    }

    /// {@return what follows the prefix up to the next `/` in the keys that begin with it; opens no folder below}
    SortedSet<String> folders() throws IOException {
        int end = prefix.lastIndexOf('/') + 1;
        var begun = prefix.substring(end);
        var folders = new TreeSet<String>();
        try {
            var folder = folder(prefix.substring(0, end));
            if (Files.exists(folder)) {
                for (var child : children(folder).keySet()) {
                    if (child.endsWith("/") && child.startsWith(begun)) {
                        folders.add(child.substring(begun.length(), child.length() - 1));
                    }
                }
            }
            var longKeys = records.root().resolve(KeyPath.LONG);
            if (Files.exists(longKeys)) {
                addLongKeys(longKeys);
            }
        } catch (FileSystemException e) {
            throw new StoreFault(records.root()).reading(e);
        }
        for (var key : found.keySet()) {
            int slash = key.value().indexOf('/', prefix.length());
            if (slash >= 0) {
                folders.add(key.value().substring(prefix.length(), slash));
            }
        }
        return folders;
    }

    /// @param base empty, or up to and with a `/`
    private Path folder(String base) {
        var folder = records.root().resolve(KeyPath.TREE);
        for (int start = 0; start < base.length(); start = base.indexOf('/', start) + 1) {
            folder = folder.resolve(KeyPath.encode(base.substring(start, base.indexOf('/', start))));
        }
        return folder;
    }

    /// @param base the beginning of all keys below `folder`: empty or up to and with a `/`
    private void walk(Path folder, String base) throws IOException {
        for (var child : children(folder).entrySet()) {
            if (found.size() >= most) {
                return;
            }
            var name = base + child.getKey();
            if (child.getValue().isEmpty()) {
                if (mayHoldWanted(name)) {
                    walk(folder.resolve(encodedName(child.getKey())), name);
                }
            } else if (isWanted(name)) {
                found.put(new Key(name), child.getValue().get());
            }
        }
    }

    private boolean isWanted(String key) {
        return key.startsWith(prefix) && Key.compareUtf8(key, from) >= 0;
    }

    private boolean mayHoldWanted(String base) {
        return (base.startsWith(prefix) || prefix.startsWith(base))
                && (from.startsWith(base) || Key.compareUtf8(base, from) >= 0);
    }

    private static String encodedName(String label) {
        return KeyPath.encode(label.substring(0, label.length() - 1));
    }

    /// {@return what lies in `folder`, in the order of keys: the last part of a key with the number of its newest
    /// record, or a part and its `/`, with nothing, that goes on in a folder}
    private NavigableMap<String, Optional<Integer>> children(Path folder) throws IOException {
        var children = new TreeMap<String, Optional<Integer>>(Key::compareUtf8);
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (name.startsWith(".")) {
                    continue; // no part of a key begins so; desktops leave such files everywhere
                }
                int at = name.lastIndexOf(KeyPath.NUMBER);
                var part = KeyPath.decode(at < 0 ? name : name.substring(0, at)).orElseThrow(() -> foreign(file));
                if (at < 0) {
                    children.put(part + "/", Optional.empty());
                } else {
                    int number = number(file, name.substring(at + 1));
                    children.merge(part, Optional.of(number), (a, b) -> a.get() > b.get() ? a : b);
                }
            }
        }
        return children;
    }

    private void addLongKeys(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                int number = number(file, name.substring(name.lastIndexOf(KeyPath.NUMBER) + 1));
                if (number == 1) {
                    var key = records.read(file).key();
                    if (isWanted(key.value())) {
                        found.put(key, records.newestNumber(key));
                    }
                }
            }
        }
    }

    private int number(Path file, String digits) throws IOException {
        if (!digits.matches("[1-9][0-9]{0,8}")) {
            throw foreign(file);
        }
        return Integer.parseInt(digits);
    }

    private IOException foreign(Path file) {
        return new StoreFault(records.root()).foreign(file);
    }
}
