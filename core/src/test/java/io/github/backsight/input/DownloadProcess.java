package io.github.backsight.input;

import io.github.backsight.input.Download.Existing;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Details;
import io.github.backsight.store.Key;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A process of its own that downloads by ranges, slowly, so that tests can kill it.
record DownloadProcess(Process process, BufferedReader output) implements AutoCloseable {
    static final Key KEY = new Key("maps/large.csv");
    static final int SIZE = 2_000_000;
    static final int RANGE_BYTES = 1_000;
    static final int AT_ONCE = 4;

    /// What it says when the first range is asked for.
    static final String PROGRESS = "reading";

    static DownloadProcess start(Path file) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DownloadProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new DownloadProcess(process, process.inputReader(StandardCharsets.UTF_8));
    }

    /// Fills `store` with the one version that all these processes download.
    static Details stored(ShakyStore store) throws IOException {
        store.readsAtOnce = AT_ONCE;
        return store.details(KEY, store.put(KEY.value(), bytes()));
    }

    static byte[] bytes() {
        return DownloadTest.randomBytes(SIZE, 3);
    }

    /// Kills it as `kill -9` does, if it still runs.
    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        output.close();
    }

    public static void main(String[] arguments) throws IOException {
        var store = new ShakyStore();
        var details = stored(store);
        System.out.println(PROGRESS);
        store.gate =
                offset -> LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(5)));
        new Download(store, RANGE_BYTES).to(Path.of(arguments[0]), details, Existing.KEEP, Progress.SILENT);
    }
}
