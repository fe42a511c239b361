package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation;
import io.github.backsight.config.StoreLocation.Bucket;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/// Clients of one bucket's server. Secrets come from the SDK's own chain and are never shown. Safe for use by many
/// threads.
///
/// @param bucket where it is and who asks
/// @param reader tries again by itself what can be asked twice without harm
/// @param writer never tries again by itself: a write whose reply was lost has to be looked up first
/// @param anonymous asks as nobody, as the public does; never tries again
/// @param opening how another like it is opened
record Connection(Bucket bucket, S3Client reader, S3Client writer, S3Client anonymous, Opening opening)
        implements AutoCloseable {
    private static final Region DEFAULT_REGION = Region.US_EAST_1;

    /// A copy inside the store answers when it is done, or keeps the line alive by blanks.
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final Duration CONNECTING = Duration.ofSeconds(10);

    static Connection open(Bucket bucket, int requests) {
        return new Opening(requests, credentials(bucket.credentials()), SILENCE).of(bucket);
    }

    /// @param requests how many requests may be under way at once
    /// @param silence how long a server may say nothing before a request counts as lost
    record Opening(int requests, AwsCredentialsProvider credentials, Duration silence) {
        Connection of(Bucket bucket) {
            return new Connection(
                    bucket,
                    client(bucket, credentials, AwsRetryStrategy.standardRetryStrategy()),
                    client(bucket, credentials, AwsRetryStrategy.doNotRetry()),
                    client(bucket, AnonymousCredentialsProvider.create(), AwsRetryStrategy.doNotRetry()),
                    this);
        }

        private S3Client client(Bucket bucket, AwsCredentialsProvider asking, RetryStrategy retries) {
            var builder = S3Client.builder()
                    .credentialsProvider(asking)
                    .forcePathStyle(bucket.addressing() == StoreLocation.Addressing.PATH)
                    // Bodies signed in chunks are not understood everywhere, least of all empty or encoded ones.
                    .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .httpClientBuilder(Apache5HttpClient.builder()
                            .maxConnections(requests + 8)
                            .connectionTimeout(CONNECTING)
                            .connectionAcquisitionTimeout(silence)
                            .socketTimeout(silence))
                    .overrideConfiguration(override ->
                            override.retryStrategy(retries).addExecutionInterceptor(new VersionListReader()));
            bucket.endpoint().ifPresent(builder::endpointOverride);
            region(bucket).ifPresent(builder::region);
            return builder.build();
        }
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
