package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Writers;
import java.io.IOException;

/// Requests to the faithful endpoint go wrong, whose conditional writes are proven.
class FaithfulServerFaultsTest implements RequestFaultsContract {
    @Override
    public FaultyTeam newTeam() throws IOException {
        return new FaultyTeam(FaithfulServer.start(), Writers.MANY, 10);
    }
}
