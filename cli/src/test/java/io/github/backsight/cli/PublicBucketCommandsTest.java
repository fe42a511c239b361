package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.testkit.s3.FaithfulBucket;
import io.github.backsight.testkit.s3.FaithfulS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/// Commands without credentials, on a bucket that lets everybody do this and that.
class PublicBucketCommandsTest {
    private static final String POLYGONS = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"GEOID10":"01"},
            "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}}]}
            """;
    private static final String SCORES = "GTF,SN_C\n01,0.25\n";

    @TempDir
    private Path folder;

    private FaithfulS3 server;
    private S3Client owner;

    @BeforeEach
    void makeABucketOfTheOwners() throws IOException {
        server = FaithfulS3.start(InstantSource.system());
        owner = S3Client.builder()
                .endpointOverride(server.address())
                .forcePathStyle(true)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(FaithfulS3.OWNER.accessKey(), FaithfulS3.OWNER.secretKey())))
                .build();
        owner.createBucket(request -> request.bucket("maps"));
        Files.writeString(folder.resolve("backsight.yaml"), """
                store: s3://maps
                endpoint: %s
                path-style: true
                anonymous: true
                inputs:
                  polygons: { key: data-sources/tracts.geojson, id: GEOID10 }
                  score: { key: usa.csv, id: GTF }
                map: { score: SN_C, outputs: [geojson, pmtiles] }
                publish: { prefix: public, access: public-read }
                """.formatted(server.address()));
    }

    @AfterEach
    void stop() {
        owner.close();
        server.close();
    }

    private FaithfulBucket bucket() {
        return server.bucket("maps");
    }

    private void keepVersions() {
        owner.putBucketVersioning(request -> request.bucket("maps")
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    private void upload(ObjectCannedACL access) throws IOException {
        upload("data-sources/tracts.geojson", POLYGONS, access);
        upload("usa.csv", SCORES, access);
    }

    private void upload(String key, String text, ObjectCannedACL access) throws IOException {
        var file = Files.writeString(folder.resolve("uploaded"), text);
        owner.putObject(request -> request.bucket("maps").key(key).acl(access), file);
    }

    private CommandRun run(int exitCode, String... command) {
        var run = new CommandRun(folder);
        assertThat(run.run(command))
                .as("%s: %s%s", String.join(" ", command), run.out(), run.err())
                .isEqualTo(exitCode);
        return run;
    }

    private void requireBothSteps() {
        run(0, "geo-score", "-s", "aws");
        run(0, "generate-map-tiles", "-s", "aws");

        assertThat(folder.resolve("data/score/geojson/usa-high.json")).content().contains("\"SN_C\"");
        assertThat(folder.resolve("data/score/tiles/high.pmtiles")).isNotEmptyFile();
    }

    @Test
    void inputsWithAPublicAccessListAreReadThoughNobodyMayListTheBucket() throws IOException {
        keepVersions();
        upload(ObjectCannedACL.PUBLIC_READ);

        requireBothSteps();
    }

    @Test
    void inputsOfABucketWithoutVersionsAreReadToo() throws IOException {
        upload(ObjectCannedACL.PUBLIC_READ);

        requireBothSteps();
    }

    @Test
    void inputsThatAPolicyLetsEverybodyReadAreReadThoughTheirVersionsAreNot() throws IOException {
        keepVersions();
        bucket().allowEverybody(permission -> permission.action().equals("s3:GetObject"));
        upload(ObjectCannedACL.PRIVATE);

        requireBothSteps();
    }

    @Test
    void law9_anInputThatIsNotPublicIsNamed() throws IOException {
        keepVersions();
        upload(ObjectCannedACL.PRIVATE);

        assertThat(run(1, "geo-score", "-s", "aws").err())
                .contains(
                        "cannot look at 'data-sources/tracts.geojson', which is not there or not public, in s3://maps")
                .doesNotContain("Exception");
    }

    @Test
    void law2_aBuildIsRefusedBeforeAnythingIsFetchedWhereNothingComparesAndSwaps() throws IOException {
        keepVersions();
        bucket().allowEverybody(permission -> true);
        bucket().ignoreConditions();
        upload(ObjectCannedACL.PRIVATE);

        assertThat(run(2, "build").err()).contains("s3://maps cannot be written to safely");

        assertThat(folder.resolve(".backsight")).doesNotExist();
    }

    @Test
    void law3_aPutIsRefusedBeforeTheFileIsReadWhereNoVersionsAreKept() throws IOException {
        bucket().allowEverybody(permission -> true);
        Files.writeString(folder.resolve("bad.csv"), "no column of ours\n");

        assertThat(run(1, "put", "score", "bad.csv").err())
                .contains("cannot write 'usa.csv': s3://maps keeps no versions")
                .doesNotContain("no column");
    }

    @Test
    void law8_afterAPublishTheAddressesThatAnswerTheReleaseAreCountedAndTheirTimeIsTold() throws IOException {
        keepVersions();
        bucket().allowEverybody(permission -> true);
        upload(ObjectCannedACL.PRIVATE);
        run(0, "build");

        assertThat(run(0, "publish").out())
                .containsPattern("safe after .+: 5 addresses answer with release [0-9a-f]{16}\n");

        assertThat(run(0, "evidence", "-o", "audit").out())
                .containsPattern("time to safe +safe after .+: 5 addresses answer with release ")
                .contains(
                        "right",
                        server.address() + "/maps/public/live.json",
                        "/tiles/high.pmtiles bytes=0-16383  SHA-256 ");
    }

    @Test
    void doctorLooksAtThePublicAddress() throws IOException {
        keepVersions();
        bucket().allowEverybody(permission -> true);
        upload(ObjectCannedACL.PRIVATE);
        run(0, "build");
        run(0, "publish");

        var run = new CommandRun(folder);
        run.run("doctor");

        assertThat(run.out())
                .contains(
                        "public address: everybody gets release ", " at " + server.address() + "/maps/public/live.json")
                .contains("ranges: a part of ", "can be read by itself")
                .contains("cors: ", "aws --endpoint-url " + server.address() + " s3api put-bucket-cors --bucket maps")
                .doesNotContain("distribution");
    }
}
