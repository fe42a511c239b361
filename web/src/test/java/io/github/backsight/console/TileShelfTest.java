package io.github.backsight.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TileShelfTest {
    private static final TileId TILE = new TileId(5, 1, 2);
    private static final TileId NONE = new TileId(5, 3, 4);

    private final AtomicLong time = new AtomicLong();
    private final List<Archive> opened = new ArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();
    private Optional<String> live = Optional.of("a");
    private final TileSource source = new TileSource() {
        @Override
        public Optional<String> live() {
            questions.incrementAndGet();
            return live;
        }

        @Override
        public Optional<TileArchiveReader> open(String release, String layer) throws IOException {
            if (release.equals("none")) {
                return Optional.empty();
            }
            var archive = new Archive();
            opened.add(archive);
            return Optional.of(archive);
        }
    };

    /// One tile that says how often it was read.
    private static final class Archive implements TileArchiveReader {
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicBoolean closed = new AtomicBoolean();
        private Optional<CountDownLatch> wait = Optional.empty();
        private final CountDownLatch reading = new CountDownLatch(1);

        @Override
        public ArchiveMetadata metadata() {
            return new ArchiveMetadata("m", "", "", "l", Map.of(), 5, 5, new ArchiveMetadata.Bounds(0, 0, 1, 1));
        }

        @Override
        public Optional<byte[]> tile(TileId id) throws IOException {
            reads.incrementAndGet();
            reading.countDown();
            try {
                if (wait.isPresent()) {
                    wait.get().await();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (closed.get()) {
                throw new IOException("closed while it was read");
            }
            return id.equals(TILE) ? Optional.of(new byte[] {1, 2, 3}) : Optional.empty();
        }

        @Override
        public List<TileId> tiles() {
            return List.of(TILE);
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private TileShelf shelf(int mostLayers) {
        return new TileShelf(source, mostLayers, time::get);
    }

    @Test
    void whatIsLiveIsAskedOnceASecond() throws IOException {
        var shelf = shelf(2);
        assertThat(shelf.live()).contains("a");
        live = Optional.of("b");
        assertThat(shelf.live()).contains("a");
        assertThat(questions).hasValue(1);
        time.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(shelf.live()).contains("b");
    }

    @Test
    void whatIsNotThereIsAskedForAgain() throws IOException {
        live = Optional.empty();
        var shelf = shelf(2);
        assertThat(shelf.live()).isEmpty();
        live = Optional.of("a");
        assertThat(shelf.live()).contains("a");
        assertThat(shelf.metadata("none", "high")).isEmpty();
        assertThat(shelf.tile("none", "high", TILE)).isEmpty();
    }

    @Test
    void aTileIsReadOnce() throws IOException {
        var shelf = shelf(2);
        for (int i = 0; i < 3; i++) {
            assertThat(shelf.tile("a", "high", TILE).orElseThrow().stored()).containsExactly(1, 2, 3);
        }
        assertThat(opened).hasSize(1);
        assertThat(opened.getFirst().reads).hasValue(1);
        assertThat(shelf.tile("a", "high", NONE)).isEmpty();
    }

    @Test
    void onlySoManyArchivesAreOpenAndAllAreClosedInTheEnd() throws IOException {
        var shelf = shelf(2);
        for (var release : List.of("a", "b", "c", "d", "e")) {
            assertThat(shelf.metadata(release, "high")).isPresent();
        }
        assertThat(opened.stream().filter(archive -> !archive.closed.get())).hasSize(2);
        shelf.close();
        assertThat(opened).allMatch(archive -> archive.closed.get());
    }

    @Test
    void anArchiveIsNotClosedWhileSomebodyReadsIt() throws Exception {
        var shelf = shelf(2);
        assertThat(shelf.metadata("a", "high")).isPresent();
        var archive = opened.getFirst();
        var goOn = new CountDownLatch(1);
        archive.wait = Optional.of(goOn);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tile = threads.submit(() -> shelf.tile("a", "high", TILE));
            archive.reading.await();
            var closing = threads.submit(shelf::close);
            Thread.sleep(50);
            assertThat(archive.closed).isFalse();
            goOn.countDown();
            assertThat(tile.get()).isPresent();
            closing.get();
        }
        assertThat(archive.closed).isTrue();
    }

    @Test
    void anArchiveThatWasClosedIsNotReadAnyMore() throws IOException {
        var layer = OpenLayer.of(new Archive());
        layer.close();
        assertThatThrownBy(() -> layer.tile(TILE)).isInstanceOf(OpenLayer.ClosedException.class);
    }
}
