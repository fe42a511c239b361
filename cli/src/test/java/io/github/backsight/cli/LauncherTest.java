package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Starts the real script `backsight` in a made-up checkout, with JDKs and a Maven that only say that they were called.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    private Path folder;

    private Path checkout;
    private Path jdks;

    /// What came of one start.
    private record Started(int exitCode, String out, String err) {}

    @BeforeEach
    void makeUpACheckout() throws IOException {
        checkout = Files.createDirectory(folder.resolve("check out"));
        jdks = Files.createDirectory(folder.resolve("jdks"));
        Files.copy(Path.of("..", "backsight"), checkout.resolve("backsight"));
        Files.createDirectories(checkout.resolve("cli/src/main"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        Files.writeString(checkout.resolve("cli/src/main/Source.java"), "");
        script(checkout.resolve("mvnw"), """
                echo "$@" >>calls
                sleep 0.3
                if [ -f fail ]; then echo "the log of the build"; exit 1; fi
                mkdir -p cli/target
                echo jar >cli/target/backsight.jar
                """);
    }

    @Test
    void law9_withoutAJdkOneSentenceSaysWhatToInstall() throws Exception {
        var started = start(Map.of());

        assertThat(started.exitCode()).isEqualTo(1);
        assertThat(started.out()).isEmpty();
        assertThat(started.err())
                .isEqualTo("backsight: Java is missing: install a JDK 21 or newer (for example from"
                        + " https://adoptium.net), or name its folder in JAVA_HOME.\n");
    }

    @Test
    void theNewestJdkOfTheUsualFoldersIsTaken() throws Exception {
        jdk("a-21", "21.0.4");
        jdk("b-25", "25.0.1");
        jdk("c-17", "17.0.9");

        assertThat(start(Map.of()).out()).startsWith("java b-25 ");
    }

    @Test
    void javaHomeComesBeforeTheUsualFoldersUnlessItIsTooOld() throws Exception {
        var old = jdk("old", "17.0.9");
        var home = jdk("home", "21");
        jdk("newest", "25");

        assertThat(start(Map.of("JAVA_HOME", home.toString())).out()).startsWith("java home ");
        assertThat(start(Map.of("JAVA_HOME", old.toString())).out()).startsWith("java newest ");
    }

    @Test
    void javaOnThePathIsFoundBehindItsLinks() throws Exception {
        var linked = jdk("linked", "22.0.2");
        var bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), linked.resolve("bin/java"));

        var path = bin + ":" + System.getenv("PATH");
        assertThat(start(Map.of("PATH", path, "BACKSIGHT_JDK_FOLDERS", "")).out())
                .startsWith("java linked ");
    }

    @Test
    void aJdkThatWasAskedForButIsTooOldIsRefused() throws Exception {
        var old = jdk("old", "11.0.2");

        var started = start(Map.of("BACKSIGHT_JAVA_HOME", old.toString()));

        assertThat(started.exitCode()).isEqualTo(1);
        assertThat(started.err())
                .contains("BACKSIGHT_JAVA_HOME names '" + old + "'")
                .contains("no JDK 21 or newer");
    }

    @Test
    void theJarIsBuiltWhenItIsMissingAndThenOnlyWhenASourceIsNewer() throws Exception {
        jdk("jdk", "25");

        assertThat(start(Map.of()).err()).startsWith("backsight: building");
        assertThat(start(Map.of()).err()).isEmpty();
        assertThat(builds()).hasSize(1);

        var source = checkout.resolve("cli/src/main/Source.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        start(Map.of());

        assertThat(builds()).hasSize(2).allMatch(call -> call.contains("-pl cli -am") && call.endsWith("package"));
    }

    @Test
    void aJarThatMavenBuiltByHandIsTaken() throws Exception {
        jdk("jdk", "25");
        Files.createDirectories(checkout.resolve("cli/target"));
        Files.writeString(checkout.resolve("cli/target/backsight.jar"), "by hand");
        Files.setLastModifiedTime(
                checkout.resolve("cli/target/backsight.jar"),
                FileTime.from(Instant.now().plusSeconds(1)));

        assertThat(start(Map.of()).exitCode()).isZero();

        assertThat(checkout.resolve("cli/target/launcher/backsight.jar")).hasContent("by hand");
        assertThat(builds()).isEmpty();
    }

    @Test
    void aFailedBuildShowsItsLogAndStartsNothing() throws Exception {
        jdk("jdk", "25");
        Files.writeString(checkout.resolve("fail"), "");

        var started = start(Map.of());

        assertThat(started.exitCode()).isEqualTo(1);
        assertThat(started.out()).isEmpty();
        assertThat(started.err()).contains("the log of the build").contains("the build failed");
        assertThat(checkout.resolve("cli/target/launcher/lock")).doesNotExist();
    }

    @Test
    void ofTwoStartedAtOnceOneBuildsAndBothRun() throws Exception {
        jdk("jdk", "25");

        var first = process(Map.of(), "first").start();
        var second = process(Map.of(), "second").start();

        assertThat(finish(first).exitCode()).isZero();
        assertThat(finish(second).exitCode()).isZero();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void theLockOfAKilledLauncherIsTakenAway() throws Exception {
        jdk("jdk", "25");
        Files.createDirectories(checkout.resolve("cli/target/launcher"));
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createSymbolicLink(checkout.resolve("cli/target/launcher/lock"), Path.of(String.valueOf(dead.pid())));

        assertThat(start(Map.of()).exitCode()).isZero();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void itRunsThroughALinkFromAnyFolderAndPassesAllArgumentsOn() throws Exception {
        jdk("jdk", "25");
        var link = Files.createSymbolicLink(folder.resolve("link"), checkout.resolve("backsight"));

        var process = process(Map.of("BACKSIGHT_JAVA_OPTIONS", "-Xmx8g -Done=*"), "put", "two words", "*");
        process.command().set(0, link.toString());
        var started = finish(process.start());

        assertThat(started.out())
                .contains(" [-Xmx8g] [-Done=*] [-jar]")
                .endsWith("[" + checkout.toRealPath().resolve("cli/target/launcher/backsight.jar")
                        + "] [put] [two words] [*]\n");
    }

    @Test
    void theClassArchiveIsOfThisVeryJdkAndPractisedInTheLaunchersOwnFolder() throws Exception {
        var home = jdk("jdk", "25.0.1");
        script(home.resolve("bin/java"), """
                printf '%s\\n' "$*" >>"$(dirname "$0")/calls"
                for argument in "$@"; do
                    case $argument in -XX:SharedArchiveFile=*/practice.*) echo made >"${argument#*=}" ;; esac
                done
                """);

        start(Map.of());
        start(Map.of());

        var work = checkout.toRealPath().resolve("cli/target/launcher");
        assertThat(work.resolve("java-25.0.1.jsa")).hasContent("made");
        try (var files = Files.list(work)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("backsight.jar", "begun", "build.log", "java-25.0.1.jsa");
        }
        var calls = Files.readAllLines(home.resolve("bin/calls"));
        assertThat(calls).hasSize(4);
        assertThat(calls.getFirst())
                .contains(" io.github.backsight.cli.Practice " + work + "/practice.")
                .endsWith("/files");
        assertThat(calls.get(1)).contains("-Xshare:dump");
    }

    @Test
    void whereNoClassArchiveCanBeMadeCommandsRunAllTheSame() throws Exception {
        jdk("jdk", "25");

        assertThat(start(Map.of()).out()).startsWith("java jdk [-XX:").doesNotContain("SharedArchiveFile");

        assertThat(checkout.resolve("cli/target/launcher/java-25.jsa")).isEmptyFile();
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {1, 100_000})
    void javaRunsWithoutAClassArchiveThatIsNone(int bytes) throws Exception {
        var archive = Files.write(folder.resolve("broken.jsa"), new byte[bytes]);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        var started = finish(new ProcessBuilder(
                        java,
                        "-XX:SharedArchiveFile=" + archive,
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr",
                        "--version")
                .start());

        assertThat(started.exitCode()).isZero();
        assertThat(started.out()).isNotEmpty();
    }

    /// A JDK that prints its name and arguments instead of running them.
    private Path jdk(String name, String version) throws IOException {
        var home = Files.createDirectories(jdks.resolve(name));
        Files.createDirectory(home.resolve("bin"));
        script(home.resolve("bin/java"), """
                printf 'java %s' "$(basename "$(dirname "$(dirname "$0")")")"
                for argument in "$@"; do printf ' [%s]' "$argument"; done
                echo
                """);
        script(home.resolve("bin/javac"), "exit 0\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> builds() throws IOException {
        var calls = checkout.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private Started start(Map<String, String> variables) throws Exception {
        return finish(process(variables).start());
    }

    /// Nothing of this machine's Java is seen: neither JAVA_HOME, nor the PATH's, nor the usual folders.
    private ProcessBuilder process(Map<String, String> variables, String... arguments) throws IOException {
        var command =
                new ArrayList<String>(List.of(checkout.resolve("backsight").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).directory(folder.toFile());
        var hiding = Files.createDirectories(folder.resolve("hiding"));
        script(hiding.resolve("java"), "exit 1\n");
        var environment = process.environment();
        List.of("JAVA_HOME", "BACKSIGHT_JAVA_HOME", "BACKSIGHT_JAVA_OPTIONS").forEach(environment::remove);
        environment.put("PATH", hiding + ":" + System.getenv("PATH"));
        environment.put("BACKSIGHT_JDK_FOLDERS", jdks.toString());
        environment.putAll(variables);
        return process;
    }

    private static Started finish(Process process) throws Exception {
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Started(process.waitFor(), out, err);
    }
}
