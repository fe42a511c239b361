package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Writers;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Processes that work on a real server are killed.
@Tag("thorough")
@Execution(ExecutionMode.CONCURRENT) // Most of the time is spent waiting for them.
class RealServerKillsTest implements KilledProcessesContract {
    @Override
    public FaultyTeam newTeam() throws IOException {
        return new FaultyTeam(RealServer.required(), Writers.ONE, 10);
    }
}
