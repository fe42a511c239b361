package io.github.backsight.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Where a build finds its inputs. A build asks only for those that it reads, so nothing else need be fetched.
@FunctionalInterface
public interface InputFiles {
    /// {@return a local copy of the pinned version of `input`}
    ///
    /// @param input the input's name
    /// @throws IOException if it cannot be had
    Path file(String input) throws IOException;

    /// {@return files that are on this machine already}
    ///
    /// @param files by input name
    static InputFiles of(Map<String, Path> files) {
        return input -> {
            var file = files.get(input);
            if (file == null) {
                throw new IllegalArgumentException("no file is given for the input '" + input + "'");
            }
            return file;
        };
    }
}
