package io.github.backsight.testkit;

import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.ObjectStore;
import java.time.InstantSource;

class MemoryObjectStoreTest implements ObjectStoreContract {
    @Override
    public ObjectStore emptyStore() {
        return new MemoryObjectStore(InstantSource.system(), 3);
    }
}
