package io.github.backsight.s3;

import java.io.IOException;

/// A bucket in which two writers could both believe that they have moved the live pointer.
public final class CannotSwapException extends IOException {
    private static final long serialVersionUID = 1L;

    CannotSwapException(String message) {
        super(message);
    }

    CannotSwapException(String bucket, SwapAbility ability) {
        super(bucket + " cannot be written to safely: its server does not check "
                + (ability.absent() ? "If-Match" : ability.matches() ? "If-None-Match" : "If-None-Match and If-Match")
                + " on writes (tried at " + ability.proven() + "), so of two publishers at once both would win. Nothing"
                + " was changed. Name a bucket without versions where it does, by 'state: s3://BUCKET' in"
                + " backsight.yaml, or, if nobody else ever writes, say 'single-writer: true'");
    }
}
