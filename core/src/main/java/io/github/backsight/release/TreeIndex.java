package io.github.backsight.release;

import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What lies below one folder: a line `<sha256> <size> <path>` for each file, sorted by path, each ended by a newline.
public record TreeIndex(List<Entry> entries) {
    /// @param path relative to the folder, with `/` between folders, without line breaks
    /// @param size in bytes
    public record Entry(String path, long size, Sha256 sha256) {
        public Entry {
            if (path.isEmpty() || path.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("not a path that an index can hold: '" + path + "'");
            }
        }

        String line() {
            return sha256 + " " + size + " " + path + "\n";
        }
    }

    public TreeIndex {
        entries = entries.stream().sorted(Comparator.comparing(Entry::path)).toList();
    }

    /// {@return the index of all files below `folder`; reads each of them}
    public static TreeIndex of(Path folder) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var path = folder.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                entries.add(new Entry(path, Files.size(file), Sha256.of(file)));
            }
        }
        return new TreeIndex(entries);
    }

    /// @param object what people call the object that the bytes came from
    /// @throws IOException naming the object and the line that is not as [#bytes()] writes them
    static TreeIndex of(byte[] bytes, String object) throws IOException {
        var entries = new ArrayList<Entry>();
        for (var line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            var fields = line.split(" ", 3);
            try {
                entries.add(new Entry(fields[2], Long.parseLong(fields[1]), new Sha256(fields[0])));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new IOException(
                        object + ", line " + (entries.size() + 1) + ": expected '<sha256> <size> <path>', not '" + line
                                + "'; the object is damaged: build the release again",
                        e);
            }
        }
        return new TreeIndex(entries);
    }

    /// {@return the size of all files together, in bytes}
    public long size() {
        return entries.stream().mapToLong(Entry::size).sum();
    }

    /// {@return the index as it is stored}
    public byte[] bytes() {
        var text = new StringBuilder();
        entries.forEach(entry -> text.append(entry.line()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
