package io.github.backsight.store;

import java.util.Optional;

/// All that a store knows of one version.
///
/// @param sha256 of the stored bytes; empty where a store was never told (objects written to S3 by other tools)
/// @param checksum of all the stored bytes by another algorithm, where the store keeps one
public record Details(
        Entry.Version version, Optional<Sha256> sha256, Optional<Checksum> checksum, Attributes attributes) {

    /// As the other, of a version of which no checksum but perhaps the SHA-256 is known.
    public Details(Entry.Version version, Optional<Sha256> sha256, Attributes attributes) {
        this(version, sha256, Optional.empty(), attributes);
    }
}
