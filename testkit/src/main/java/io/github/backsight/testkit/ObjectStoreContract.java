package io.github.backsight.testkit;

/// What every [io.github.backsight.store.ObjectStore] must do; a store's test implements this and only says how to make
/// an empty one.
///
/// Asks nothing that S3 does not promise: times may tie, pages may be short, ids mean nothing.
public interface ObjectStoreContract
        extends WritingContract, RestoringContract, BatchContract, ReadingContract, ListingContract, KeyContract {}
