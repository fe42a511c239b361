package io.github.backsight.spark;

import io.github.backsight.testkit.s3.FaithfulS3;
import io.github.backsight.testkit.s3.Permission;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// A server with one bucket, `maps`, that keeps versions; this process has the rights of its owner
/// until it is closed.
final class MapsBucket implements AutoCloseable {
    private static final Map<String, String> CREDENTIALS = Map.of(
            "aws.accessKeyId", FaithfulS3.OWNER.accessKey(),
            "aws.secretAccessKey", FaithfulS3.OWNER.secretKey(),
            "aws.region", "us-east-1");

    private final FaithfulS3 server;

    private MapsBucket(FaithfulS3 server) {
        this.server = server;
    }

    static MapsBucket start() throws IOException {
        CREDENTIALS.forEach(System::setProperty);
        var bucket = new MapsBucket(FaithfulS3.start(InstantSource.system()));
        try (var owner = bucket.owner()) {
            owner.createBucket(request -> request.bucket("maps"));
            owner.putBucketVersioning(request -> request.bucket("maps")
                    .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        }
        return bucket;
    }

    private S3Client owner() {
        return S3Client.builder()
                .endpointOverride(server.address())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .build();
    }

    URI address() {
        return server.address();
    }

    /// {@return what was asked since the last time, as the server names permissions}
    List<Permission> asked() {
        return server.asked();
    }

    /// {@return how many writes in parts have begun and are neither completed nor aborted}
    int unfinishedWrites() {
        try (var owner = owner()) {
            return owner.listMultipartUploads(request -> request.bucket("maps"))
                    .uploads()
                    .size();
        }
    }

    @Override
    public void close() {
        server.close();
        CREDENTIALS.keySet().forEach(System::clearProperty);
    }
}
