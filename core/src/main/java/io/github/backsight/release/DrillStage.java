package io.github.backsight.release;

import io.github.backsight.store.Body;
import io.github.backsight.store.Copy;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.StoreBelow;
import io.github.backsight.store.Upload;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Where a drill takes place: a store that has nothing in common with what is live.
public sealed interface DrillStage {
    /// {@return the store in which the rollback is rehearsed}
    ObjectStore store();

    /// Brings versions of the real store here, each on top of what its key has, in this order.
    ///
    /// @throws IOException naming what could not be brought, or may not have been
    void bring(List<Copy> copies) throws IOException;

    /// Removes what the drill has made; where versions are kept they stay, below a delete marker.
    void clear() throws IOException;

    /// Another store, which is thrown away afterwards by whoever made it.
    ///
    /// @param real that the copies come from
    record Apart(ObjectStore real, ObjectStore store) implements DrillStage {
        @Override
        public void bring(List<Copy> copies) throws IOException {
            carry(real, store, copies);
        }

        @Override
        public void clear() {}
    }

    /// A folder of the real store: copies are made inside it, and no key outside can be reached.
    ///
    /// @param below of `real`
    record Below(ObjectStore real, StoreBelow below) implements DrillStage {
        @Override
        public ObjectStore store() {
            return below;
        }

        @Override
        public void bring(List<Copy> copies) throws IOException {
            real.copyAll(copies.stream()
                    .map(copy -> new Copy(copy.from(), copy.version(), below.outside(copy.to()), copy.attributes()))
                    .toList());
        }

        @Override
        public void clear() throws IOException {
            remove(below);
        }
    }

    /// A folder of another store than the real one.
    ///
    /// @param real that the copies come from
    record Elsewhere(ObjectStore real, StoreBelow below) implements DrillStage {
        @Override
        public ObjectStore store() {
            return below;
        }

        @Override
        public void bring(List<Copy> copies) throws IOException {
            carry(real, below, copies);
        }

        @Override
        public void clear() throws IOException {
            remove(below);
        }
    }

    /// Copies by way of this machine.
    private static void carry(ObjectStore real, ObjectStore store, List<Copy> copies) throws IOException {
        boolean fresh = copies.stream().map(Copy::to).distinct().count() == copies.size();
        if (fresh && copies.size() > 1) {
            store.putAll(Looks.atAll(real, copies, copy -> new Upload(copy.to(), body(real, copy), copy.attributes())));
            return;
        }
        for (var copy : copies) {
            switch (store.put(copy.to(), body(real, copy), copy.attributes(), new Expectation.Anything())) {
                case Write.Stored unused -> {}
                case Write.Outrun unused -> throw new IOException("'" + copy.to() + "' could not be copied");
                case Write.Unknown(var cause) ->
                    throw new IOException("'" + copy.to() + "' may or may not have been copied", cause);
            }
        }
    }

    private static Body body(ObjectStore real, Copy copy) throws IOException {
        long size = real.details(copy.from(), copy.version()).version().size();
        return new Body() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                return real.read(copy.from(), copy.version());
            }
        };
    }

    private static void remove(StoreBelow below) throws IOException {
        int batch = 1000;
        var made = below.list("").stream()
                .filter(entry -> entry.newest() && entry instanceof Entry.Version)
                .map(Entry::key)
                .toList();
        for (int from = 0; from < made.size(); from += batch) {
            below.deleteAll(made.subList(from, Math.min(made.size(), from + batch)));
        }
    }
}
