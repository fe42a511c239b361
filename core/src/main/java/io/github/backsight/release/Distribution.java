package io.github.backsight.release;

import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.util.List;

/// A network of caches between the store and its readers, which has to be told what changed.
public interface Distribution {
    /// For maps that are read from the store itself.
    Distribution NONE = new Distribution() {
        @Override
        public Told tell(OperationId operation, List<String> names) {
            return new Told.Nobody();
        }

        @Override
        public Cleared await(Told.Request request, Progress progress) {
            return new Cleared.All("nobody had to be told");
        }
    };

    /// Asks it to forget what it keeps of `names`. The same operation and names again are the same request, so that a
    /// lost reply does no harm.
    ///
    /// @param names below the prefix, as in `live.json`; one may end in `*`, which stands for all that begin so
    /// @throws IOException if it was not asked, or may not have been; what to do stands in the message
    Told tell(OperationId operation, List<String> names) throws IOException;

    /// Waits for it to have forgotten, for as long as is sensible.
    ///
    /// @throws IOException if it cannot be asked
    Cleared await(Told.Request request, Progress progress) throws IOException;

    /// Whether somebody was asked.
    sealed interface Told {
        /// There is no such network.
        record Nobody() implements Told {}

        /// @param id what the network calls the request
        /// @param detail one clause for people
        record Request(String id, String detail) implements Told {}
    }

    /// How waiting ended.
    sealed interface Cleared {
        /// Everywhere.
        record All(String detail) implements Cleared {}

        /// It will be, but is not yet.
        record UnderWay(String detail) implements Cleared {}
    }
}
