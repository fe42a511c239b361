package io.github.backsight.testkit;

import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Upload;
import io.github.backsight.store.Write;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// A process of its own that works on a folder store, so that tests can kill it or let several race.
record StoreProcess(Process process, BufferedReader output) implements AutoCloseable {
    static final String PROGRESS = "going on";
    static final Key COUNTER = new Key("counter");

    /// Starts a process that writes, restores and deletes without end; it says [#PROGRESS] in a line after
    /// each write, and in the middle of long ones.
    static StoreProcess writing(Path folder, long seed) throws IOException {
        return start("write", folder, seed);
    }

    /// Starts a process that adds `times` to the number in [#COUNTER], one at a time.
    static StoreProcess counting(Path folder, long times) throws IOException {
        return start("count", folder, times);
    }

    private static StoreProcess start(String work, Path folder, long number) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreProcess.class.getName(),
                        work,
                        folder.toString(),
                        Long.toString(number))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new StoreProcess(process, process.inputReader(StandardCharsets.UTF_8));
    }

    /// Kills it as `kill -9` does, if it still runs.
    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        output.close();
    }

    public static void main(String[] arguments) throws IOException {
        long number = Long.parseLong(arguments[2]);
        try (var store = FolderObjectStore.openOrCreate(Path.of(arguments[1]), InstantSource.system())) {
            if (arguments[0].equals("count")) {
                count(store, number);
            } else {
                write(store, new Random(number));
            }
        }
    }

    private static void count(ObjectStore store, long times) throws IOException {
        for (long done = 0; done < times; ) {
            var newest = store.newest(COUNTER).orElseThrow().id();
            long value = Long.parseLong(StoreSample.text(store, COUNTER, newest));
            var write = store.put(
                    COUNTER, StoreSample.body(Long.toString(value + 1)), StoreSample.CSV, StoreSample.newestIs(newest));
            if (write instanceof Write.Stored) {
                done++;
            }
        }
    }

    private static void write(ObjectStore store, Random random) throws IOException {
        store.put(new Key("object/first"), drawnBody(random), StoreSample.FULL, StoreSample.ANYTHING);
        while (true) {
            System.out.println(PROGRESS);
            var key = new Key("object/" + random.nextInt(4));
            var body = drawnBody(random);
            switch (random.nextInt(5)) {
                case 0 -> store.delete(key);
                case 1 -> restoreOldest(store, key);
                case 2 -> {
                    var uploads = new ArrayList<Upload>();
                    for (int i = 0; i < 4; i++) {
                        uploads.add(
                                new Upload(new Key("batch/" + random.nextInt()), drawnBody(random), StoreSample.FULL));
                    }
                    store.putAll(List.copyOf(uploads));
                }
                default -> store.put(key, body, StoreSample.FULL, StoreSample.ANYTHING);
            }
        }
    }

    private static void restoreOldest(ObjectStore store, Key key) throws IOException {
        var history = store.history(key);
        if (!history.isEmpty() && history.getLast() instanceof Entry.Version oldest) {
            store.restore(key, oldest.id(), StoreSample.ANYTHING);
        }
    }

    /// Short enough to lie in its record, or long and slow, so that many a kill comes while it is copied.
    private static Body drawnBody(Random random) {
        return random.nextBoolean()
                ? Body.of(StoreSample.bytes(random.nextLong(), random.nextInt(2_000)))
                : new SlowBody(StoreSample.bytes(random.nextLong(), 100_000 + random.nextInt(200_000)));
    }

    /// Stops for a moment, and says so in a line, where half of it has been read.
    private record SlowBody(byte[] bytes) implements Body {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            int half = bytes.length / 2;
            return new SequenceInputStream(
                    new ByteArrayInputStream(bytes, 0, half),
                    new ByteArrayInputStream(bytes, half, bytes.length - half) {
                        @Override
                        public synchronized int read(byte[] buffer, int offset, int length) {
                            System.out.println(PROGRESS);
                            LockSupport.parkNanos(4_000_000);
                            return super.read(buffer, offset, length);
                        }
                    });
        }
    }
}
