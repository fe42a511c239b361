package io.github.backsight.release;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The object `live.json`: what it says, its history, and the one way to move it (law 2).
final class Live {
    /// Clients must ask each time, so that they see a move at once.
    static final Attributes ALWAYS_ASKED = Attributes.ofType("application/json").withCacheControl("no-cache");

    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;

    /// Versions that were read once; a version never changes.
    private final Map<VersionId, Optional<LivePointer>> known = new ConcurrentHashMap<>();

    Live(ObjectStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
        this.reader = new StoreReader(store);
    }

    /// The newest entry.
    ///
    /// @param pointer empty when there is none, when it is a delete marker, and when its bytes are no pointer
    record Now(Seen seen, Optional<LivePointer> pointer) {
        boolean names(ReleaseId release) {
            return pointer.map(LivePointer::release).equals(Optional.of(release));
        }

        boolean writtenBy(OperationId operation) {
            return pointer.map(LivePointer::operation).equals(Optional.of(operation));
        }
    }

    /// What became of moving the pointer.
    sealed interface Move {
        /// It was moved by this operation, and may have been moved again since.
        record Landed() implements Move {}

        /// It was not moved, and never will be by this write.
        record Outrun(Seen now) implements Move {}

        /// It was not moved, although it is what was seen: the store says no, and not why.
        record Refused(Seen now) implements Move {}

        /// It may have been moved, or may still be.
        record InDoubt(IOException cause) implements Move {}
    }

    Now now() throws IOException {
        var key = layout.live();
        var found = reader.find(key);
        if (found.isPresent()) {
            var seen = new Seen(key, Seen.State.VERSION, Optional.of(found.get().version()));
            var pointer = parse(found.get().bytes());
            known.put(found.get().version(), pointer);
            return new Now(seen, pointer);
        }
        // Only the list tells a delete marker; by now there may be a version, too.
        var seen = reader.seen(key);
        return new Now(
                seen, seen.state() == Seen.State.VERSION ? read(seen.version().orElseThrow()) : Optional.empty());
    }

    LiveHistory history() {
        return new LiveHistory(store, this, from -> store.history(layout.live(), from));
    }

    /// {@return the pointer in that version; empty when its bytes are none}
    ///
    /// @throws IOException if it cannot be read, or a newer Backsight wrote it
    Optional<LivePointer> read(VersionId version) throws IOException {
        var pointer = known.get(version);
        if (pointer != null) {
            return pointer;
        }
        var read = parse(reader.bytes(layout.live(), version));
        known.put(version, read);
        return read;
    }

    private Optional<LivePointer> parse(byte[] bytes) throws IOException {
        try {
            return Optional.of(ReleaseJson.read(
                    bytes, LivePointer.class, LivePointer.FORMAT, layout.live().value()));
        } catch (ReleaseJson.DamagedException e) {
            return Optional.empty();
        }
    }

    /// Moves the pointer, unless its newest entry is no longer what was `seen`.
    ///
    /// @throws IOException if it is certain that it was not moved
    Move move(LivePointer pointer, Seen seen) throws IOException {
        var body = Body.of(ReleaseJson.bytes(pointer));
        return switch (store.put(layout.live(), body, ALWAYS_ASKED, seen.expectation())) {
            case Write.Stored unused -> new Move.Landed();
            // A store that tries again can be outrun by its own first try, so look before refusing.
            case Write.Outrun unused -> look(pointer.operation(), seen, Optional.empty());
            case Write.Unknown unknown -> look(pointer.operation(), seen, Optional.of(unknown.cause()));
        };
    }

    /// Looks for what `operation` wrote among all versions after `seen`, since another may have superseded it already.
    private Move look(OperationId operation, Seen seen, Optional<IOException> doubt) {
        try {
            // Before the history: if it has been superseded by now, our write is in the history or will never be.
            var now = reader.seen(layout.live());
            if (wrote(operation, seen)) {
                return new Move.Landed();
            }
            if (doubt.isPresent() && now.canStillFollow(seen)) {
                return new Move.InDoubt(doubt.get());
            }
            return now.equals(seen) ? new Move.Refused(seen) : new Move.Outrun(now);
        } catch (IOException e) {
            doubt.ifPresent(e::addSuppressed);
            return new Move.InDoubt(e);
        }
    }

    private boolean wrote(OperationId operation, Seen seen) throws IOException {
        var history = history();
        for (var entry = history.next(); entry.isPresent(); entry = history.next()) {
            if (Optional.of(entry.get().version()).equals(seen.version())) {
                return false;
            }
            if (entry.get().pointer().map(LivePointer::operation).equals(Optional.of(operation))) {
                return true;
            }
        }
        return false;
    }
}
