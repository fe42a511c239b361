package io.github.backsight.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where the store is. Naming it opens nothing.
public sealed interface StoreLocation {

    /// {@return how people name it: `file:/var/maps` or `s3://bucket`}
    String text();

    /// A folder of this machine.
    ///
    /// @param path absolute
    record Folder(Path path) implements StoreLocation {
        public Folder {
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("the path of a store is absolute, not '" + path + "'");
            }
        }

        @Override
        public String text() {
            return "file:" + path;
        }
    }

    /// A bucket with versions.
    ///
    /// @param name 3 to 63 lower-case letters, digits, `.` and `-`
    /// @param endpoint of a server that is not Amazon's
    /// @param region empty: as the environment says
    /// @param writers what is known of other writers, where the server cannot compare and swap
    /// @param state a bucket without versions in which the server can compare and swap
    record Bucket(
            String name,
            Optional<URI> endpoint,
            Optional<String> region,
            Addressing addressing,
            Credentials credentials,
            Writers writers,
            Optional<String> state)
            implements StoreLocation {
        @Override
        public String text() {
            return "s3://" + name;
        }
    }

    /// Whether the bucket's name stands in the host or in the path of a URL.
    enum Addressing {
        HOST,
        PATH
    }

    /// Who asks. The file never holds a secret.
    sealed interface Credentials {
        /// Whom the environment names.
        record Ambient() implements Credentials {}

        /// A profile of the user's own AWS configuration.
        record Profile(String name) implements Credentials {}

        /// Nobody: requests are not signed.
        record Anonymous() implements Credentials {}
    }

    /// Who else may write to the bucket.
    enum Writers {
        MANY,
        /// The user promises that nobody else does.
        ONE
    }
}
