package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.testkit.ObjectStoreContract;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/// The store contract on the faithful endpoint, whose conditional writes are proven.
class FaithfulServerTest implements ObjectStoreContract {
    private final FaithfulServer server = FaithfulServer.start();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    public ObjectStore emptyStore() {
        return server.store(server.versioned(Optional.empty(), Writers.MANY));
    }
}
