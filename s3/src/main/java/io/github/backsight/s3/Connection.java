package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation;
import io.github.backsight.config.StoreLocation.Bucket;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A client of one bucket's server. Secrets come from the SDK's own chain and are never shown. Safe for use by many
/// threads.
///
/// @param bucket where it is and who asks
/// @param client asks as `bucket` says
record Connection(Bucket bucket, S3Client client) implements AutoCloseable {
    private static final Region DEFAULT_REGION = Region.US_EAST_1;

    static Connection open(Bucket bucket, int requests) {
        return open(bucket, requests, credentials(bucket.credentials()));
    }

    static Connection open(Bucket bucket, int requests, AwsCredentialsProvider credentials) {
        var builder = S3Client.builder()
                .credentialsProvider(credentials)
                .forcePathStyle(bucket.addressing() == StoreLocation.Addressing.PATH)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(requests))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy()));
        bucket.endpoint().ifPresent(builder::endpointOverride);
        region(bucket).ifPresent(builder::region);
        return new Connection(bucket, builder.build());
    }

    /// A server that is not Amazon's has no regions; the SDK wants one all the same.
    private static Optional<Region> region(Bucket bucket) {
        return bucket.region().map(Region::of).or(() -> bucket.endpoint().map((URI unused) -> DEFAULT_REGION));
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

    @Override
    public void close() {
        client.close();
    }
}
