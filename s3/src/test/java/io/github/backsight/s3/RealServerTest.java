package io.github.backsight.s3;

import io.github.backsight.store.ObjectStore;
import io.github.backsight.testkit.ObjectStoreContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The store contract on a real server, where nobody else writes.
class RealServerTest implements ObjectStoreContract {
    private RealServer server;

    @BeforeEach
    void find() {
        server = RealServer.required();
    }

    @AfterEach
    void removeBuckets() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public ObjectStore emptyStore() {
        return server.store(server.versioned());
    }
}
