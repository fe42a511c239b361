package io.github.backsight.release;

import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/// Keeps a publish from bringing back at once what a rollback has just taken away. Safe for use by many threads.
///
/// That publishing is frozen is written nowhere, so it can be neither lost nor forgotten: it is frozen as long as the
/// live pointer was moved by a rollback, and there is no object `.backsight/unfrozen/<that operation>.json`. The move
/// that
/// makes a release live by a rollback is thus the one that freezes.
public final class Freeze {
    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;
    private final Live live;

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public Freeze(ObjectStore store, String prefix) {
        this(store, new Layout(prefix));
    }

    Freeze(ObjectStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
        this.reader = new StoreReader(store);
        this.live = new Live(store, layout);
    }

    /// {@return why publishing is frozen; empty when it is not}
    public Optional<Frozen> now() throws IOException {
        return now(live.now());
    }

    Optional<Frozen> now(Live.Now seen) throws IOException {
        var pointer = seen.pointer().filter(each -> each.action() == Action.ROLLBACK);
        return pointer.isEmpty() || isLifted(pointer.get().operation())
                ? Optional.empty()
                : pointer.map(
                        each -> new Frozen(each.operation(), each.release(), each.who(), each.time(), each.reason()));
    }

    /// Whatever that object says: it is there only because somebody lifted the freeze.
    private boolean isLifted(OperationId operation) throws IOException {
        return reader.newestVersion(layout.unfrozen(operation)).isPresent();
    }

    /// What became of lifting a freeze.
    public sealed interface Lifted {
        record Done(Frozen freeze) implements Lifted {}

        record NothingToDo() implements Lifted {}

        /// It may or may not be lifted; the same again settles it.
        record InDoubt(IOException cause) implements Lifted {}
    }

    /// Lets publishing go on.
    ///
    /// @throws IOException if it is certain that nothing was changed
    public Lifted lift(Intent intent, Clock clock) throws IOException {
        var frozen = now();
        if (frozen.isEmpty()) {
            return new Lifted.NothingToDo();
        }
        var operation = frozen.get().operation();
        var record = new Unfrozen(Unfrozen.FORMAT, operation, intent.who(), clock.instant(), intent.reason());
        // Somebody else may have lifted it at the same moment: that counts as well.
        var doubt = new Records(store).putOnce(layout.unfrozen(operation), record);
        return doubt.<Lifted>map(Lifted.InDoubt::new).orElseGet(() -> new Lifted.Done(frozen.get()));
    }
}
