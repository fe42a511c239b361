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

    /// Told once for all tests.
    private static final Optional<URI> NAMED = named();

    private RealServer(URI endpoint) {
        super(endpoint, DefaultCredentialsProvider.builder().build());
    }

    private static Optional<URI> named() {
        var endpoint = Optional.ofNullable(System.getenv(VARIABLE)).map(URI::create);
        if (endpoint.isEmpty()) {
            System.out.println("SKIPPED: all tests on a real S3 server, since " + VARIABLE
                    + " names none (CONTRIBUTING.md). The same suites run on the faithful endpoint.");
        }
        return endpoint;
    }

    static RealServer required() {
        assumeTrue(NAMED.isPresent(), "skipped: " + VARIABLE + " names no S3 server");
        return new RealServer(NAMED.orElseThrow());
    }
}
