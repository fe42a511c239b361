package io.github.backsight.progress;

/// Where long work says how far it has come. Safe for use by many threads.
public interface Progress {
    /// A listener that hears nothing.
    Progress SILENT = (what, total, unit) -> amount -> {};

    /// What the amounts of a [Step] count.
    enum Unit {
        BYTES,
        ITEMS
    }

    /// Begins one step of work.
    ///
    /// @param what as people read it: `reading data-sources/census.zip`
    /// @param total how much there is to do, or -1 when nobody knows
    Step start(String what, long total, Unit unit);

    /// One step under way; closed when it ends, however it ends.
    @FunctionalInterface
    interface Step extends AutoCloseable {
        /// Tells that `amount` more has been done.
        void advance(long amount);

        /// Tells that there is `more` to do than was said at the start.
        default void expect(long more) {}

        @Override
        default void close() {}
    }
}
