package io.github.backsight.input;

import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Keeps a cache folder below a size: drops what nobody uses, least recently used first. Touches no other files.
record Eviction(Path folder, long mostBytes) {
    /// What the name of a file ends with that is not whole yet.
    static final String PART = ".part";

    private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})(?:\\.part)?");

    private record Kept(Path file, Sha256 sha256, long size, long usedMillis) {
        boolean isPart() {
            return file.toString().endsWith(PART);
        }
    }

    /// Drops files until `bytes` more fit, or all that are left are in use.
    ///
    /// @param ours what this process uses or is about to bring
    void makeRoom(long bytes, Set<Sha256> ours) throws IOException {
        var kept = kept();
        long total = kept.stream()
                .filter(each -> !(ours.contains(each.sha256()) && each.isPart())) // it is part of the new bytes
                .mapToLong(Kept::size)
                .sum();
        for (var each : kept) {
            if (total + bytes <= mostBytes) {
                return;
            }
            if (!ours.contains(each.sha256()) && isDropped(each)) {
                total -= each.size();
            }
        }
    }

    private boolean isDropped(Kept each) throws IOException {
        var lease = Lease.alone(folder, each.sha256());
        if (lease.isEmpty()) {
            return false;
        }
        try {
            return Files.deleteIfExists(each.file());
        } finally {
            lease.get().close();
        }
    }

    /// {@return what is in the folder, least recently used first}
    private List<Kept> kept() throws IOException {
        var kept = new ArrayList<Kept>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    add(kept, file, new Sha256(name.group(1)));
                }
            }
        }
        kept.sort(Comparator.comparingLong(Kept::usedMillis).thenComparing(Kept::file));
        return kept;
    }

    private static void add(List<Kept> kept, Path file, Sha256 sha256) throws IOException {
        try {
            long usedMillis = Files.getLastModifiedTime(file).toMillis();
            kept.add(new Kept(file, sha256, Files.size(file), usedMillis));
        } catch (NoSuchFileException e) {
            // Another process has dropped or named it since.
        }
    }
}
