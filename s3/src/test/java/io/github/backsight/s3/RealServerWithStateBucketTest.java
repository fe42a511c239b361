package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.testkit.ObjectStoreContract;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The store contract on a real server, with leases in a bucket without versions.
class RealServerWithStateBucketTest implements ObjectStoreContract {
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
        var state = server.bucket(Optional.empty(), Writers.MANY);
        return server.store(server.versioned(Optional.of(state.name()), Writers.MANY));
    }
}
