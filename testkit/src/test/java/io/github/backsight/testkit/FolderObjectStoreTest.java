package io.github.backsight.testkit;

import io.github.backsight.store.FileSystemSync;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class FolderObjectStoreTest {

    @Nested
    class OneInstance implements ObjectStoreContract {
        @TempDir
        private Path folder;

        @Override
        public ObjectStore emptyStore() throws IOException {
            return store(folder);
        }
    }

    @Nested
    class OpenedAgainForEveryCall implements ObjectStoreContract {
        @TempDir
        private Path folder;

        @Override
        public ObjectStore emptyStore() {
            return new RelayedStore(new RelayedStore.Lender() {
                @Override
                public ObjectStore lend() throws IOException {
                    return store(folder);
                }

                @Override
                public void takeBack(ObjectStore store) throws IOException {
                    store.close();
                }

                @Override
                public void end() {}
            });
        }
    }

    @Nested
    class TwoInstancesTakingTurns implements ObjectStoreContract {
        @TempDir
        private Path folder;

        @Override
        public ObjectStore emptyStore() throws IOException {
            var instances = List.of(store(folder), store(folder));
            var turn = new AtomicInteger();
            return new RelayedStore(new RelayedStore.Lender() {
                @Override
                public ObjectStore lend() {
                    return instances.get(turn.getAndIncrement() % 2);
                }

                @Override
                public void takeBack(ObjectStore store) {}

                @Override
                public void end() throws IOException {
                    for (var instance : instances) {
                        instance.close();
                    }
                }
            });
        }
    }

    private static ObjectStore store(Path folder) throws IOException {
        return FolderObjectStore.openOrCreate(folder, InstantSource.system(), FileSystemSync.NONE, 3);
    }
}
