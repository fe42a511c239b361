package io.github.backsight.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Keeps a [CuttingFolder] below a size: drops cuttings, least recently used first, and drafts and downloads that a
/// killed process left.
/// Touches no other files.
record CuttingEviction(Path folder, long mostBytes, InstantSource clock) {
    private static final Pattern CUTTING = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DRAFT = Pattern.compile("\\.?[0-9a-f]{64}\\.[0-9a-f]+\\.part");

    /// A draft that nobody has written to for so long is nobody's: whole ones take seconds.
    private static final Duration DRAFT_LIFE = Duration.ofHours(1);

    private record Kept(Path file, long size, long usedMillis) {}

    /// Drops files until `bytes` more fit.
    ///
    /// @param target what the new bytes replace
    /// @param draft where they lie now
    /// @return false if they never fit; then no cutting is dropped
    boolean makeRoom(long bytes, Path target, Path draft) throws IOException {
        if (bytes > mostBytes) {
            return false;
        }
        var kept = new ArrayList<Kept>();
        long longAgo = clock.instant().minus(DRAFT_LIFE).toEpochMilli();
        for (var each : files()) {
            var name = each.file().getFileName().toString();
            if (CUTTING.matcher(name).matches() && !each.file().equals(target)) {
                kept.add(each);
            } else if (DRAFT.matcher(name).matches() && !each.file().equals(draft) && each.usedMillis() < longAgo) {
                Files.deleteIfExists(each.file());
            }
        }
        kept.sort(Comparator.comparingLong(Kept::usedMillis).thenComparing(Kept::file));
        long total = kept.stream().mapToLong(Kept::size).sum();
        for (var each : kept) {
            if (total + bytes > mostBytes) {
                Files.deleteIfExists(each.file());
                total -= each.size();
            }
        }
        return true;
    }

    private List<Kept> files() throws IOException {
        var files = new ArrayList<Kept>();
        try (var children = Files.newDirectoryStream(folder)) {
            for (var file : children) {
                try {
                    files.add(new Kept(
                            file,
                            Files.size(file),
                            Files.getLastModifiedTime(file).toMillis()));
                } catch (NoSuchFileException e) {
                    // Another process has dropped or named it since.
                }
            }
        }
        return files;
    }
}
