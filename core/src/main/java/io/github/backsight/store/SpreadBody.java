package io.github.backsight.store;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/// A body whose bytes lie on many machines, which can send them in parts to where they are to be stored: then the one
/// that asks for it reads none of them.
public interface SpreadBody extends Body {
    /// {@return the digest of all its bytes, in order}
    Sha256 sha256();

    /// A write that has begun, and takes parts.
    ///
    /// @param key what is written
    /// @param upload what the store calls this write
    /// @param partBytes of each part but the last
    /// @param parts how many they are, numbered from 1
    record Parts(Key key, String upload, long partBytes, int parts) {}

    /// A part that the store has, told by the one that sent it to the one that completes the write.
    ///
    /// @param number from 1
    /// @param tag what the store calls what it got
    /// @param sha256 of the part, as base64
    record Receipt(int number, String tag, String sha256) implements Serializable {}

    /// Sends all parts. May be asked again, for another write, when one has failed.
    ///
    /// @return a receipt for each part, in order of their numbers
    /// @throws IOException if one could not be sent; what was sent is then of no use
    List<Receipt> send(Parts parts) throws IOException;
}
