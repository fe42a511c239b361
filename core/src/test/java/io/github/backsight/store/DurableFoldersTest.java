package io.github.backsight.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFoldersTest {
    private static final int ROUNDS = 300;

    @TempDir
    private Path root;

    @Test
    void aFolderReplacedByAWholeBranchIsUsedAsTheOneThatWasMade() throws IOException {
        var folders = new DurableFolders(root);
        folders.make(root.resolve("a/b"));
        var branch = Files.createDirectory(root.resolve("aside"));
        Files.createFile(branch.resolve("first"));
        Files.move(branch, root.resolve("a/b"), StandardCopyOption.ATOMIC_MOVE);

        folders.make(root.resolve("a/b/c"));
        folders.force(root.resolve("a/b"));

        assertThat(root.resolve("a/b/first")).exists();
        assertThat(root.resolve("a/b/c")).isDirectory();
    }

    /// The rename here does not look first whether the folder is there, as a branch's does, so that they often meet.
    @Test
    void law2_aRecordLinkedWhileABranchTakesTheNameOfItsFolderIsNeverLost() throws Exception {
        var barrier = new CyclicBarrier(2);
        try (var staging = new Staging(root, InstantSource.system());
                var threads = Executors.newFixedThreadPool(2)) {
            Callable<Integer> branches = () -> {
                int named = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    var branch = Files.createDirectory(staging.newFile());
                    Files.createFile(branch.resolve("branch"));
                    barrier.await();
                    named += rename(branch, folder(round)) ? 1 : 0;
                    barrier.await();
                }
                return named;
            };
            Callable<Integer> links = () -> {
                int linked = 0;
                var folders = new DurableFolders(root);
                for (int round = 0; round < ROUNDS; round++) {
                    var record = Files.createFile(staging.newFile());
                    barrier.await();
                    folders.make(folder(round));
                    linked += Staging.publish(record, folder(round).resolve("record")) ? 1 : 0;
                    folders.force(folder(round));
                    barrier.await();
                }
                return linked;
            };
            var named = threads.submit(branches);
            var linked = threads.submit(links);

            assertThat(linked.get()).isEqualTo(ROUNDS);
            int whole = 0;
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(folder(round).resolve("record")).exists();
                whole += Files.exists(folder(round).resolve("branch")) ? 1 : 0;
            }
            assertThat(whole).isEqualTo(named.get());
        }
    }

    private Path folder(int round) {
        return root.resolve("folder " + round);
    }

    private static boolean rename(Path branch, Path folder) {
        try {
            Files.move(branch, folder, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
