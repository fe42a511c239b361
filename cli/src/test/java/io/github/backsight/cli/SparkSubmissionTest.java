package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `build --engine` hands to `spark-submit`, and what it makes of the answer. The build
/// itself is tested where Spark is, in the module `spark`.
class SparkSubmissionTest {
    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private CommandRun backsight;

    @BeforeEach
    void installASparkThatOnlyTells() throws IOException {
        var program = Files.createDirectories(folder.resolve("spark/bin")).resolve("spark-submit");
        Files.writeString(program, """
                #!/bin/sh
                echo "$@" >"%s"
                echo 'it says: working' >&2
                echo "${ANSWER:-release 123 good}"
                exit "${ENDS:-0}"
                """.formatted(folder.resolve("arguments")));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("backsight-spark.jar"), "");
        backsight = new CommandRun(folder);
        given("SPARK_HOME", folder.resolve("spark").toString());
        given("PATH", System.getenv("PATH"));
        given("BACKSIGHT_SPARK_JAR", folder.resolve("backsight-spark.jar").toString());
    }

    private void given(String variable, String value) {
        variables.put(variable, value);
        backsight.with(variables);
    }

    private List<String> handedOn() throws IOException {
        return List.of(Files.readString(folder.resolve("arguments")).strip().split(" "));
    }

    @Test
    void handsOnEveryOptionOfTheBuildButTheEngine() throws IOException {
        int exitCode = backsight.run(
                "build", "--engine", "spark://host:7077", "--pin", "score=2-ab", "--rebuild", "--timings", "--quiet");

        assertThat(exitCode).isZero();
        assertThat(handedOn())
                .containsExactly(
                        "--master",
                        "spark://host:7077",
                        "--class",
                        "io.github.backsight.spark.BacksightSpark",
                        folder.resolve("backsight-spark.jar").toString(),
                        "build",
                        "--config",
                        folder.resolve("backsight.yaml").toString(),
                        "--pin",
                        "score=2-ab",
                        "--rebuild",
                        "--timings",
                        "--quiet");
    }

    @Test
    void showsWhatTheBuildShowsAndWhatItSaysOnTheWay() {
        assertThat(backsight.run("build", "--engine", "local[2]")).isZero();

        assertThat(backsight.out()).isEqualTo("release 123 good\n");
        assertThat(backsight.err()).contains("it says: working");
    }

    @Test
    void printsTheRecordOfTheBuildAsJson() {
        given("ANSWER", "{\"release\": \"123\"}");

        assertThat(backsight.run("build", "--engine", "local[2]", "--json")).isZero();

        assertThat(backsight.out()).contains("\"release\" : \"123\"");
    }

    @Test
    void law10_endsAsTheBuildEnds() {
        for (int number : new int[] {1, 3, 4}) {
            given("ENDS", Integer.toString(number));

            assertThat(backsight.run("build", "--engine", "local[2]")).isEqualTo(number);
        }
    }

    @Test
    void saysWhatToInstallWhereThereIsNoSpark() {
        given("SPARK_HOME", folder.resolve("nowhere").toString());

        assertThat(backsight.run("build", "--engine", "local[2]")).isEqualTo(2);

        assertThat(backsight.err()).contains("has no bin/spark-submit", "set SPARK_HOME");
    }

    @Test
    void saysHowToBuildTheJarWhereThereIsNone() {
        given("BACKSIGHT_SPARK_JAR", folder.resolve("none.jar").toString());

        assertThat(backsight.run("build", "--engine", "local[2]")).isEqualTo(2);

        assertThat(backsight.err()).contains("none.jar", "./mvnw -pl spark -am");
    }

    @Test
    void looksForTheJarBesideTheProgramThenWhereTheSourcesAre() {
        assertThat(SparkSubmission.places(Path.of("/sources/cli/target/launcher/backsight.jar")))
                .startsWith(Path.of("/sources/cli/target/launcher/backsight-spark.jar"))
                .contains(Path.of("/sources/spark/target/backsight-spark.jar"));
    }
}
