package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.release.Outcome;
import io.github.backsight.testkit.gateway.Exchange;
import io.github.backsight.testkit.gateway.Fault;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How much a bucket is asked, counted on the wire. The bounds are a little above what is needed today: each request
/// more is paid for by somebody who waits at night.
class RequestsOfCommandsTest {
    private static final int INPUT_BYTES = 1 << 20;

    private final FaultyTeam team;

    RequestsOfCommandsTest() throws IOException {
        team = new FaultyTeam(FaithfulServer.start(), Writers.MANY, INPUT_BYTES);
        team.publish(team.store(), team.spoilt());
        team.spoilInputs();
        team.gateway().expect(new Fault.None());
    }

    @AfterEach
    void stop() throws IOException {
        team.close();
    }

    @Test
    void law8_aRollbackMovesNoBytesOfAnInputThroughThisMachine() throws IOException {
        assertThat(team.rollBack(team.throughGateway())).isInstanceOf(Outcome.Done.class);

        var log = team.gateway().log();
        assertThat(bytes(log)).isLessThan(INPUT_BYTES / 8);
        assertThat(log)
                .filteredOn(exchange -> exchange.method().equals("GET"))
                // One byte of each is read beforehand: archives and keys of encryption show themselves only then.
                .filteredOn(exchange -> exchange.bytesOut() > 1)
                .extracting(Exchange::target)
                .noneMatch(target -> target.matches("/[^/]+/in/[^?]*(\\?versionId=.*)?"));
        assertThat(log).hasSizeLessThanOrEqualTo(70);
    }

    @Test
    void aPublishTakesFewRequests() throws IOException {
        assertThat(team.publish(team.throughGateway(), team.good())).isInstanceOf(Outcome.Done.class);

        assertThat(team.gateway().log()).hasSizeLessThanOrEqualTo(40);
    }

    private static long bytes(List<Exchange> log) {
        return log.stream()
                .mapToLong(exchange -> exchange.bytesIn() + exchange.bytesOut())
                .sum();
    }
}
