package io.github.backsight.s3;

import io.github.backsight.config.PublishSettings;
import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.progress.Progress;
import io.github.backsight.release.Distribution;
import io.github.backsight.release.OperationId;
import io.github.backsight.release.PublicSide.Waiting;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.AccessDeniedException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.cloudfront.model.TooManyInvalidationsInProgressException;

/// A CloudFront distribution, told by invalidations. The caller reference is made of operation and paths, so that a
/// request whose reply was lost, asked again, is the same invalidation.
///
/// Source: Amazon CloudFront API Reference, API version 2020-05-31, "CreateInvalidation". Safe for use by many threads.
public final class CloudFrontDistribution implements Distribution, AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    /// Five minutes: nearly all invalidations are done in one.
    private static final int LOOKS = 60;

    private static final int REFERENCE_DIGITS = 16;

    private final String id;
    private final String path;
    private final CloudFrontClient client;
    private final Waiting waiting;

    private CloudFrontDistribution(String id, String path, CloudFrontClient client, Waiting waiting) {
        this.id = id;
        this.path = path;
        this.client = client;
        this.waiting = waiting;
    }

    /// Asks nothing yet.
    public static CloudFrontDistribution open(String id, PublishSettings publish) {
        return open(
                id,
                publish,
                Optional.empty(),
                DefaultCredentialsProvider.builder().build(),
                CloudFrontDistribution::sleep);
    }

    static CloudFrontDistribution open(
            String id,
            PublishSettings publish,
            Optional<URI> endpoint,
            AwsCredentialsProvider credentials,
            Waiting waiting) {
        var builder = CloudFrontClient.builder()
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(credentials)
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(SILENCE))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy()));
        endpoint.ifPresent(builder::endpointOverride);
        return new CloudFrontDistribution(id, path(publish), builder.build(), waiting);
    }

    /// {@return what viewers' paths begin with: the path of `publish.url`, else the prefix}
    static String path(PublishSettings publish) {
        var prefix = publish.prefix().isEmpty() ? "" : "/" + PublicUrl.escaped(publish.prefix());
        return publish.url().map(url -> URI.create(url).getRawPath()).orElse(prefix);
    }

    /// Lets time pass; for those who wait in earnest.
    public static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Told tell(OperationId operation, List<String> names) throws IOException {
        var paths = names.stream().map(this::path).sorted().toList();
        var digest = Sha256.of(String.join("\n", paths).getBytes(StandardCharsets.UTF_8));
        var reference = operation + "-" + digest.hex().substring(0, REFERENCE_DIGITS);
        try {
            var made = client.createInvalidation(request -> request.distributionId(id)
                    .invalidationBatch(batch -> batch.callerReference(reference)
                            .paths(all -> all.items(paths).quantity(paths.size()))));
            return new Told.Request(
                    made.invalidation().id(),
                    "distribution " + id + " was told of " + paths.size() + " paths: invalidation "
                            + made.invalidation().id());
        } catch (SdkException e) {
            throw fault("tell", e);
        }
    }

    private String path(String name) {
        boolean all = name.endsWith("*");
        return path + "/" + PublicUrl.escaped(all ? name.substring(0, name.length() - 1) : name) + (all ? "*" : "");
    }

    @Override
    public Cleared await(Told.Request request, Progress progress) throws IOException {
        try (var step = progress.start("waiting for CloudFront " + id, LOOKS, Progress.Unit.ITEMS)) {
            for (int look = 0; look < LOOKS && !Thread.currentThread().isInterrupted(); look++) {
                var state = client.getInvalidation(ask -> ask.distributionId(id).id(request.id()))
                        .invalidation()
                        .status();
                if (state.equals("Completed")) {
                    return new Cleared.All("invalidation " + request.id() + " is completed");
                }
                waiting.pass(BETWEEN);
                step.advance(1);
            }
        } catch (SdkException e) {
            throw fault("ask", e);
        }
        return new Cleared.UnderWay("invalidation " + request.id() + " is still under way; look again with:"
                + " aws cloudfront get-invalidation --distribution-id " + id + " --id " + request.id());
    }

    /// {@return whether viewers are served by it, and as it is configured; changes nothing}
    public Diagnosis examine() {
        var subject = "distribution";
        var action = "See it with: aws cloudfront get-distribution --id " + id;
        try {
            var answer = client.getDistribution(ask -> ask.id(id)).distribution();
            var name = id + " (" + answer.domainName() + ")";
            if (!answer.distributionConfig().enabled()) {
                return Diagnosis.bad(subject, name + " is disabled: it serves nobody", "Enable it. " + action);
            }
            return answer.status().equals("Deployed")
                    ? Diagnosis.good(subject, name + " is enabled and deployed")
                    : Diagnosis.warning(
                            subject,
                            name + " is " + answer.status() + ": a change of its settings has not reached all places",
                            "Wait for it with: aws cloudfront wait distribution-deployed --id " + id);
        } catch (NoSuchDistributionException e) {
            return Diagnosis.bad(
                    subject, "there is no CloudFront distribution " + id, "Check publish.cloudfront in backsight.yaml");
        } catch (AccessDeniedException e) {
            return Diagnosis.unknown(
                    subject,
                    "permission denied: " + Action.READ_DISTRIBUTION.permission() + " is missing",
                    "Allow " + Action.READ_DISTRIBUTION.permission() + " on distribution " + id
                            + ", as in docs/iam/operator.json");
        } catch (SdkException e) {
            return Diagnosis.unknown(subject, String.valueOf(fault("look at", e).getMessage()), action);
        }
    }

    private IOException fault(String asked, SdkException fault) {
        var why = switch (fault) {
            case NoSuchDistributionException unused ->
                "there is no such distribution. Check publish.cloudfront in backsight.yaml";
            case AccessDeniedException unused ->
                "permission denied. Most likely cloudfront:CreateInvalidation or cloudfront:GetInvalidation is missing";
            case TooManyInvalidationsInProgressException unused ->
                "too many invalidations are under way. Try again in some minutes";
            default -> String.valueOf(fault.getMessage());
        };
        return new IOException("cannot " + asked + " CloudFront distribution " + id + ": " + why, fault);
    }

    @Override
    public void close() {
        client.close();
    }
}
