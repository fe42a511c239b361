package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeTest {
    @TempDir
    private Path folder;

    @Test
    void itBuildsTwiceAndRollsBackInItsOwnFolderOnly() throws IOException {
        var practice = Files.createDirectory(folder.resolve("practice"));

        Practice.main(new String[] {practice.toString()});

        var run = new CommandRun(practice);
        assertThat(run.run("releases")).isZero();
        assertThat(run.out().lines().filter(line -> line.contains("good"))).hasSize(2);
        assertThat(run.run("status")).isZero();
        assertThat(run.out()).contains("rollback: practice");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(practice);
        }
    }

    @Test
    void itsBucketIsTakenForAnEmptyOne() throws IOException {
        try (var bucket = PracticeBucket.open()) {
            Files.writeString(folder.resolve("backsight.yaml"), bucket.configuration() + """
                    inputs: { a: { key: a.json, id: id }, b: { key: b.csv, id: id } }
                    map: { score: score }
                    """);
            var run = new CommandRun(folder);

            assertThat(run.run("status")).isZero();

            assertThat(run.out()).contains("Nothing is live");
        }
    }

    @Test
    void afterItNothingOfTheProcessUsesItsCredentials() throws IOException {
        var before = System.getProperty("aws.accessKeyId");

        try (var bucket = PracticeBucket.open()) {
            assertThat(bucket.configuration()).contains("practice");
            assertThat(System.getProperty("aws.accessKeyId")).isEqualTo("practice");
        }

        assertThat(System.getProperty("aws.accessKeyId")).isEqualTo(before);
    }
}
