package io.github.backsight.release;

import io.github.backsight.store.Sha256;
import java.io.IOException;

/// Reads what is published as the public does: by its address, as nobody in particular. For use by many threads.
public interface PublicReader {
    /// {@return the address of `name`}
    ///
    /// @param name below the prefix, as in `live.json`
    String address(String name);

    /// {@return what a plain read of that address answers now}
    ///
    /// @throws IOException if nobody answers
    Answer read(String name) throws IOException;

    /// {@return what a read of a part of that address answers now, as readers of tile archives ask for it}
    ///
    /// @param offset of its first byte
    /// @param length of it, in bytes
    /// @throws IOException if nobody answers
    Answer read(String name, long offset, int length) throws IOException;

    /// What the public got.
    sealed interface Answer {
        /// @param sha256 of all that was asked for
        /// @param start the first bytes as text, enough for a small document
        record Bytes(Sha256 sha256, String start) implements Answer {}

        /// @param what as in `403`
        record Refused(String what) implements Answer {}
    }
}
