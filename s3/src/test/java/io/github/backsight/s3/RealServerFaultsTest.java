package io.github.backsight.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backsight.config.StoreLocation.Writers;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Requests to a real server go wrong. It takes minutes, and runs where `BACKSIGHT_TEST_FAULTS` is set.
@Execution(ExecutionMode.CONCURRENT) // Most of the time is spent waiting.
class RealServerFaultsTest implements RequestFaultsContract {
    @Override
    public FaultyTeam newTeam() throws IOException {
        assumeTrue(
                Optional.ofNullable(System.getenv("BACKSIGHT_TEST_FAULTS")).isPresent(),
                "skipped: it takes minutes on a real server; set BACKSIGHT_TEST_FAULTS to run it");
        return new FaultyTeam(RealServer.required(), Writers.ONE, 10);
    }
}
