package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.config.PublishSettings;
import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.progress.Progress;
import io.github.backsight.release.Distribution.Cleared;
import io.github.backsight.release.Distribution.Told;
import io.github.backsight.release.OperationId;
import io.github.backsight.testkit.cloudfront.CloudFrontEndpoint;
import io.github.backsight.testkit.cloudfront.CloudFrontEndpoint.Trouble;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class CloudFrontDistributionTest {
    private static final OperationId OPERATION = new OperationId("20261123T021500Z-5f0c77aa");

    private CloudFrontEndpoint endpoint;
    private CloudFrontDistribution distribution;

    @BeforeEach
    void start() throws IOException {
        endpoint = CloudFrontEndpoint.start("E123");
        distribution = open("E123", Optional.empty());
    }

    @AfterEach
    void stop() {
        distribution.close();
        endpoint.close();
    }

    private CloudFrontDistribution open(String id, Optional<String> url) {
        return CloudFrontDistribution.open(
                id,
                new PublishSettings("maps", PublishSettings.Mode.RELEASES, Optional.empty(), Optional.of(id), url),
                Optional.of(endpoint.address()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "secret")),
                unused -> {});
    }

    private static String id(Told told) {
        return ((Told.Request) told).id();
    }

    @Test
    void isToldOfThePathsBelowThePrefix() throws IOException {
        distribution.tell(OPERATION, List.of("live.json", "tiles/high/*", "geojson/a b.json"));

        assertThat(endpoint.made())
                .singleElement()
                .satisfies(made -> assertThat(made.paths())
                        .containsExactly("/maps/geojson/a%20b.json", "/maps/live.json", "/maps/tiles/high/*"));
    }

    @ParameterizedTest
    @CsvSource({"https://maps.example.org,/live.json", "https://maps.example.org/a/b,/a/b/live.json"})
    void pathsAreThoseOfThePublicUrl(String url, String path) throws IOException {
        try (var other = open("E123", Optional.of(url))) {
            other.tell(OPERATION, List.of("live.json"));
        }

        assertThat(endpoint.made().getFirst().paths()).containsExactly(path);
    }

    @Test
    void law6_aLostReplyMakesNoSecondInvalidation() throws IOException {
        endpoint.expect(new Trouble.LosesReply());

        var told = distribution.tell(OPERATION, List.of("live.json"));
        var again = distribution.tell(OPERATION, List.of("live.json"));

        assertThat(endpoint.made()).hasSize(1);
        assertThat(id(again)).isEqualTo(id(told));
    }

    @Test
    void otherPathsOfTheSameOperationAreAnotherInvalidation() throws IOException {
        distribution.tell(OPERATION, List.of("live.json"));
        distribution.tell(OPERATION, List.of("live.json", "tiles/high/*"));

        assertThat(endpoint.made()).hasSize(2);
    }

    @Test
    void waitsUntilItIsCompleted() throws IOException {
        endpoint.completeAtLook(3);
        var told = (Told.Request) distribution.tell(OPERATION, List.of("live.json"));

        assertThat(distribution.await(told, Progress.SILENT))
                .isEqualTo(new Cleared.All("invalidation " + told.id() + " is completed"));
    }

    @Test
    void pitfall21_anInvalidationThatTakesTooLongIsSaidToBeUnderWay() throws IOException {
        endpoint.completeAtLook(Integer.MAX_VALUE);
        var told = (Told.Request) distribution.tell(OPERATION, List.of("live.json"));

        assertThat(distribution.await(told, Progress.SILENT))
                .isEqualTo(new Cleared.UnderWay("invalidation " + told.id() + " is still under way; look again with:"
                        + " aws cloudfront get-invalidation --distribution-id E123 --id " + told.id()));
    }

    @Test
    void throttlingIsWaitedOut() throws IOException {
        endpoint.expect(new Trouble.RefusesFirst(2, 400, "Throttling"));

        assertThat(distribution.tell(OPERATION, List.of("live.json"))).isInstanceOf(Told.Request.class);
    }

    @ParameterizedTest
    @CsvSource({
        "403,AccessDenied,permission denied",
        "400,TooManyInvalidationsInProgress,too many invalidations are under way",
        "404,NoSuchDistribution,there is no such distribution"
    })
    void aRefusalSaysWhatToDo(int status, String code, String said) {
        endpoint.expect(new Trouble.Refuses(status, code));

        assertThatThrownBy(() -> distribution.tell(OPERATION, List.of("live.json")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot tell CloudFront distribution E123: " + said);
    }

    @Test
    void anotherDistributionIsNotThere() {
        try (var other = open("E999", Optional.empty())) {
            assertThatThrownBy(() -> other.tell(OPERATION, List.of("live.json")))
                    .hasMessageContaining("there is no such distribution. Check publish.cloudfront");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DEPLOYED,GOOD,E123 (d111111abcdef8.cloudfront.net) is enabled and deployed",
        "IN_PROGRESS,WARNING,E123 (d111111abcdef8.cloudfront.net) is InProgress: a change of its settings has not reached"
                + " all places",
        "DISABLED,BAD,E123 (d111111abcdef8.cloudfront.net) is disabled: it serves nobody"
    })
    void aDistributionSaysWhetherItServes(CloudFrontEndpoint.State state, Diagnosis.State judged, String found) {
        endpoint.become(state);

        var diagnosis = distribution.examine();

        assertThat(diagnosis.subject()).isEqualTo("distribution");
        assertThat(diagnosis.state()).isEqualTo(judged);
        assertThat(diagnosis.found()).isEqualTo(found);
    }

    @Test
    void aDistributionThatIsNotThereIsBad() {
        try (var other = open("E999", Optional.empty())) {
            assertThat(other.examine())
                    .isEqualTo(Diagnosis.bad(
                            "distribution",
                            "there is no CloudFront distribution E999",
                            "Check publish.cloudfront in backsight.yaml"));
        }
    }

    @Test
    void aDistributionThatMayNotBeReadIsUnknownAndTheMissingPermissionIsNamed() {
        endpoint.expect(new Trouble.Refuses(403, "AccessDenied"));

        assertThat(distribution.examine())
                .isEqualTo(Diagnosis.unknown(
                        "distribution",
                        "permission denied: cloudfront:GetDistribution is missing",
                        "Allow cloudfront:GetDistribution on distribution E123, as in docs/iam/operator.json"));
    }
}
