package io.github.backsight.release;

import io.github.backsight.store.Entry;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How long a store keeps what it has, by the rules of its owner. Asks no server once it is made.
public interface Lifespan {
    /// Of a store that removes nothing by itself.
    Lifespan ENDLESS = new Lifespan() {
        @Override
        public boolean concerns(String prefix) {
            return false;
        }

        @Override
        public Optional<End> hidden(Entry.Version newest) {
            return Optional.empty();
        }

        @Override
        public Optional<End> gone(List<Entry> history, VersionId version) {
            return Optional.empty();
        }
    };

    /// Tells the rules of a store, which may take a request.
    @FunctionalInterface
    interface Source {
        Lifespan ask() throws IOException;
    }

    /// When something ends, and why.
    ///
    /// @param rule the name of the rule that ends it
    /// @param afterRollback whether it ends so soon only once a rollback has written one version more on top
    /// @param byTag whether it ends only if it has the tags that the rule names
    record End(Instant at, String rule, boolean afterRollback, boolean byTag) {}

    /// {@return whether any rule may end something whose key begins with `prefix`}
    boolean concerns(String prefix);

    /// {@return when a plain read no longer finds the newest version of a key; empty: never}
    Optional<End> hidden(Entry.Version newest);

    /// {@return when a version is removed for ever; empty: never}
    ///
    /// @param history of one key, newest first, all of it
    /// @param version one of them
    Optional<End> gone(List<Entry> history, VersionId version);
}
