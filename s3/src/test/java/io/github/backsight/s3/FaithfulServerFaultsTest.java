package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Writers;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Requests to the faithful endpoint go wrong, whose conditional writes are proven.
@Tag("thorough")
@Execution(ExecutionMode.CONCURRENT) // Most of the time is spent waiting.
class FaithfulServerFaultsTest implements RequestFaultsContract {
    @Override
    public FaultyTeam newTeam() throws IOException {
        return new FaultyTeam(FaithfulServer.start(), Writers.MANY, 10);
    }
}
