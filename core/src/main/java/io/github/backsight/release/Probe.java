package io.github.backsight.release;

import io.github.backsight.store.Sha256;
import java.util.List;
import java.util.Objects;

/// One read of an address as the public reads it, after a release was made live.
///
/// @param part as in `bytes=0-16383`; empty when it was read whole
/// @param sha256 of the bytes that the release has there
/// @param right whether it answered these bytes when it was read last
/// @param answer what it answered instead; empty when it was right
/// @param looks how many times it was read
public record Probe(String address, String part, Sha256 sha256, boolean right, String answer, int looks) {
    public Probe {
        Objects.requireNonNull(sha256);
        if (right != answer.isEmpty()) {
            throw new IllegalArgumentException(address + ": right is " + right + ", and it answered '" + answer + "'");
        }
    }

    /// {@return the address, and which part of it}
    public String text() {
        return part.isEmpty() ? address : address + " " + part;
    }

    /// {@return how many addresses were read}
    static int addresses(List<Probe> probes) {
        return (int) probes.stream().map(Probe::address).distinct().count();
    }
}
