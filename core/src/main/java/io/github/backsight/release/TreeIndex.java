package io.github.backsight.release;

import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
            entries.add(entry(line, object + ", line " + (entries.size() + 1)));
        }
        return new TreeIndex(entries);
    }

    /// {@return the first entry that lies wholly in a stretch of the bytes; empty when none does}
    ///
    /// @param offset of the stretch
    /// @throws IOException naming the object, if its line is not as [#bytes()] writes them
    static Optional<Entry> firstIn(byte[] stretch, long offset, String object) throws IOException {
        int start = offset == 0 ? 0 : lineEnd(stretch, 0) + 1;
        int end = lineEnd(stretch, start);
        return end == stretch.length
                ? Optional.empty()
                : Optional.of(entry(
                        new String(stretch, start, end - start, StandardCharsets.UTF_8),
                        object + ", byte " + (offset + start)));
    }

    private static int lineEnd(byte[] bytes, int from) {
        int end = Math.min(from, bytes.length);
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static Entry entry(String line, String place) throws IOException {
        var fields = line.split(" ", 3);
        try {
            return new Entry(fields[2], Long.parseLong(fields[1]), new Sha256(fields[0]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IOException(
                    place + ": expected '<sha256> <size> <path>', not '" + line
                            + "'; the object is damaged: build the release again",
                    e);
        }
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
