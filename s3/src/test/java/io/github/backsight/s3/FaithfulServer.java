package io.github.backsight.s3;

import io.github.backsight.testkit.s3.FaithfulBucket;
import io.github.backsight.testkit.s3.FaithfulS3;
import io.github.backsight.testkit.s3.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// A [FaithfulS3] of one test: it shows what no server does that runs on one machine.
final class FaithfulServer extends S3Server {
    private final FaithfulS3 server;

    private FaithfulServer(FaithfulS3 server) {
        super(server.address(), credentials(FaithfulS3.OWNER));
        this.server = server;
    }

    static FaithfulServer start() {
        return start(InstantSource.system());
    }

    static FaithfulServer start(InstantSource clock) {
        try {
            return new FaithfulServer(FaithfulS3.start(clock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AwsCredentialsProvider credentials(User user) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(user.accessKey(), user.secretKey()));
    }

    FaithfulS3 server() {
        return server;
    }

    /// {@return what the owner of that bucket can set}
    FaithfulBucket owned(Connection connection) {
        return server.bucket(connection.name());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
