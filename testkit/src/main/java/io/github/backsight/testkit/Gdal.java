package io.github.backsight.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// GDAL's `ogrinfo` (Debian: `gdal-bin`), a judge from outside.
public final class Gdal {
    private Gdal() {}

    /// {@return what `ogrinfo` prints; the test is skipped where there is none on the PATH}
    public static String ogrinfo(String... arguments) throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ogrinfo")));
        Assumptions.assumeTrue(installed, "there is no ogrinfo on the PATH; install gdal-bin to have it judge");
        List<String> command = new ArrayList<>(List.of("ogrinfo"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed:\n" + text);
        }
        return text;
    }
}
