package io.github.backsight.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/// The S3 server that the environment names by `BACKSIGHT_TEST_S3`, an endpoint.
///
/// The credentials are those of the SDK's own chain. Without the variable the tests are skipped, and say so.
final class RealServer extends S3Server {
    private static final String VARIABLE = "BACKSIGHT_TEST_S3";

    private RealServer(URI endpoint) {
        super(endpoint, DefaultCredentialsProvider.builder().build());
    }

    static RealServer required() {
        var endpoint = Optional.ofNullable(System.getenv(VARIABLE));
        assumeTrue(endpoint.isPresent(), "skipped: " + VARIABLE + " names no S3 server");
        return new RealServer(URI.create(endpoint.orElseThrow()));
    }
}
