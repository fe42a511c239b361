package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation;
import io.github.backsight.config.StoreLocation.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/// Clients of one bucket's server, each made when it is first asked for: making one costs a tenth of a second. Secrets
/// come from the SDK's own chain and are never shown. Safe for use by many threads.
final class Connection implements AutoCloseable {
    private static final Region DEFAULT_REGION = Region.US_EAST_1;

    /// A copy inside the store answers when it is done, or keeps the line alive by blanks.
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /// How often a request is sent before it has failed, if it may be sent again at all.
    static final int MOST_ATTEMPTS = 5;

    static Connection open(Bucket bucket, int requests) {
        return new Opening(requests, credentials(bucket.credentials()), SILENCE).of(bucket);
    }

    private final Bucket bucket;
    private final Opening opening;
    private final Client reader;
    private final Client writer;
    private final Client anonymous;

    private Connection(Bucket bucket, Opening opening) {
        var credentials = opening.credentials();
        this.bucket = bucket;
        this.opening = opening;
        this.reader = new Client(() -> client(credentials, retries(opening.firstPause())));
        this.writer = new Client(() -> client(credentials, AwsRetryStrategy.doNotRetry()));
        this.anonymous = new Client(() -> client(AnonymousCredentialsProvider.create(), AwsRetryStrategy.doNotRetry()));
    }

    /// How connections are opened.
    ///
    /// @param requests how many requests may be under way at once
    /// @param silence how long a server may say nothing before a request counts as lost
    /// @param firstPause before the second attempt, in the mean; doubled with each further one
    record Opening(int requests, AwsCredentialsProvider credentials, Duration silence, Duration firstPause) {
        Opening(int requests, AwsCredentialsProvider credentials, Duration silence) {
            this(requests, credentials, silence, FIRST_PAUSE);
        }

        Connection of(Bucket bucket) {
            return new Connection(bucket, this);
        }
    }

    /// {@return a connection to another bucket, which waits no longer than that for a silent server}
    Connection to(Bucket other, Duration silence) {
        return new Opening(opening.requests(), opening.credentials(), silence, opening.firstPause()).of(other);
    }

    /// A client that is made once, if at all.
    private static final class Client implements AutoCloseable {
        private final Supplier<S3Client> maker;
        private Optional<S3Client> made = Optional.empty();

        Client(Supplier<S3Client> maker) {
            this.maker = maker;
        }

        synchronized S3Client once() {
            if (made.isEmpty()) {
                made = Optional.of(maker.get());
            }
            return made.get();
        }

        @Override
        public synchronized void close() {
            made.ifPresent(S3Client::close);
        }
    }

    private static RetryStrategy retries(Duration firstPause) {
        var pauses = BackoffStrategy.exponentialDelay(firstPause, LONGEST_PAUSE);
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(MOST_ATTEMPTS)
                .backoffStrategy(pauses)
                .throttlingBackoffStrategy(pauses)
                .build();
    }

    private S3Client client(AwsCredentialsProvider asking, RetryStrategy retries) {
        var builder = S3Client.builder()
                .credentialsProvider(asking)
                .forcePathStyle(bucket.addressing() == StoreLocation.Addressing.PATH)
                // Bodies signed in chunks are not understood everywhere, least of all empty or encoded ones.
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(opening.requests() + 8)
                        .connectionTimeout(CONNECTING)
                        .connectionAcquisitionTimeout(opening.silence())
                        .socketTimeout(opening.silence()))
                .overrideConfiguration(override -> override.retryStrategy(retries)
                        .addExecutionInterceptor(new RepliesWithETag())
                        .addExecutionInterceptor(new VersionListReader()));
        bucket.endpoint().ifPresent(builder::endpointOverride);
        region(bucket).ifPresent(builder::region);
        return builder.build();
    }

    /// {@return how long to wait before the second attempt of a write, in the mean}
    Duration firstPause() {
        return opening.firstPause();
    }

    /// {@return where it is and who asks}
    Bucket bucket() {
        return bucket;
    }

    /// {@return the client that tries again by itself what can be asked twice without harm}
    S3Client reader() {
        return reader.once();
    }

    /// {@return the client that never tries again by itself: a write whose reply was lost has to be looked up first}
    S3Client writer() {
        return writer.once();
    }

    /// {@return the client that asks as nobody, as the public does, and never tries again}
    S3Client anonymous() {
        return anonymous.once();
    }

    /// {@return a connection of the same kind to another bucket}
    Connection to(Bucket other) {
        return opening.of(other);
    }

    /// A server that is not Amazon's has no regions; the SDK wants one all the same.
    private static Optional<Region> region(Bucket bucket) {
        return bucket.region().map(Region::of).or(() -> bucket.endpoint().map(unused -> DEFAULT_REGION));
    }

    private static AwsCredentialsProvider credentials(StoreLocation.Credentials credentials) {
        return switch (credentials) {
            case StoreLocation.Credentials.Ambient unused ->
                DefaultCredentialsProvider.builder().build();
            case StoreLocation.Credentials.Profile(var name) ->
                DefaultCredentialsProvider.builder().profileName(name).build();
            case StoreLocation.Credentials.Anonymous unused -> AnonymousCredentialsProvider.create();
        };
    }

    String name() {
        return bucket.name();
    }

    Faults faults() {
        return new Faults(bucket);
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
        anonymous.close();
    }
}
