package io.github.backsight.s3;

import io.github.backsight.store.Key;
import java.io.IOException;

/// A write that was answered as if it was done, without an id, and is not to be seen: as lost a reply as none.
final class UnseenException extends IOException {
    private static final long serialVersionUID = 1L;

    UnseenException(Key key, String bucket) {
        super("'" + key + "' was answered as if it was written to " + bucket
                + ", and is not in its list of versions. Try again");
    }
}
