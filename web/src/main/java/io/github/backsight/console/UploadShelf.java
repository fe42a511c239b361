package io.github.backsight.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Files that people have sent and that are no version of an input yet. They go when they were stored or dropped, an
/// hour after they came, and when the server ends. Threads may share it.
final class UploadShelf {
    static final int MOST = 4;
    static final Duration KEPT = Duration.ofHours(1);
    private static final long LEFT_FREE = 64L << 20;
    private static final int BUFFER = 1 << 16;

    /// One file.
    ///
    /// @param name that it had where it comes from
    record Sent(String id, String input, String name, Path file, String who, Instant came) {}

    private final Path folder;
    private final Supplier<String> freshNames;
    private final InstantSource clock;
    private final Map<String, Sent> files = new LinkedHashMap<>();

    UploadShelf(Path folder, Supplier<String> freshNames, InstantSource clock) {
        this.folder = folder;
        this.freshNames = freshNames;
        this.clock = clock;
    }

    /// Takes a file in.
    ///
    /// @param length as the sender says it; -1: unknown
    /// @throws Refused if there is no room for it, or too many lie here
    Sent take(String input, String name, Person who, InputStream bytes, long length) throws IOException {
        var sent = reserve(input, name, who);
        try (var out = Files.newOutputStream(sent.file())) {
            requireRoom(length);
            var buffer = new byte[BUFFER];
            long sinceAsked = 0;
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                out.write(buffer, 0, count);
                sinceAsked += count;
                if (sinceAsked >= LEFT_FREE / 2) {
                    sinceAsked = 0;
                    requireRoom(0);
                }
            }
        } catch (IOException | RuntimeException e) {
            drop(sent.id());
            throw e;
        }
        return sent;
    }

    private synchronized Sent reserve(String input, String name, Person who) throws IOException {
        var old = clock.instant().minus(KEPT);
        for (var each : Map.copyOf(files).values()) {
            if (each.came().isBefore(old)) {
                drop(each.id());
            }
        }
        if (files.size() >= MOST) {
            throw new Refused(429, MOST + " files wait to be stored or dropped already");
        }
        var id = freshNames.get();
        var place = Files.createDirectories(folder.resolve(id));
        // Its own name, made harmless: what a file is, is told by its ending, too.
        var harmless = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "_");
        var sent = new Sent(id, input, name, place.resolve(harmless), who.name(), clock.instant());
        files.put(id, sent);
        return sent;
    }

    private void requireRoom(long length) throws IOException {
        if (Files.getFileStore(folder).getUsableSpace() < length + LEFT_FREE) {
            throw new Refused(413, "there is no room for a file of that size on the console's machine");
        }
    }

    /// {@return the file}
    ///
    /// @throws Refused if there is no such file, or it is somebody else's
    synchronized Sent find(String id, Person who) {
        var sent = files.get(id);
        if (sent == null || !sent.who().equals(who.name())) {
            throw new Refused(404, "there is no such file here; send it again");
        }
        return sent;
    }

    synchronized void drop(String id) throws IOException {
        var sent = files.remove(id);
        if (sent != null) {
            Files.deleteIfExists(sent.file());
            Files.deleteIfExists(sent.file().getParent());
        }
    }
}
