package io.github.backsight.store;

import java.io.IOException;

/// Reading a whole [Body] with a check that it is as long as it said.
final class Contents {
    private Contents() {}

    /// @throws IOException if `body` gives more or fewer bytes than its size
    static byte[] wholly(Key key, Body body) throws IOException {
        if (body.size() > Integer.MAX_VALUE - 8) {
            throw new IOException("'" + key + "' has " + body.size() + " bytes, too many for memory");
        }
        try (var in = body.open()) {
            var bytes = in.readNBytes((int) body.size());
            if (bytes.length != body.size() || in.read() >= 0) {
                throw sizeChanged(key, body);
            }
            return bytes;
        }
    }

    static IOException sizeChanged(Key key, Body body) {
        return new IOException("'" + key + "' was to have " + body.size()
                + " bytes, but its source gave another number: did the file change while it was stored?"
                + " Nothing was written; try again");
    }
}
