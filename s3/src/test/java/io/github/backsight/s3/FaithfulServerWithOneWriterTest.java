package io.github.backsight.s3;

import io.github.backsight.store.ObjectStore;
import io.github.backsight.testkit.ObjectStoreContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

/// The store contract on the faithful endpoint, where nobody else writes.
class FaithfulServerWithOneWriterTest implements ObjectStoreContract {
    private final FaithfulServer server = FaithfulServer.start();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    public ObjectStore emptyStore() {
        return server.store(server.versioned());
    }
}
