package io.github.backsight.testkit.s3;

/// What goes wrong inside the server, so many times, and then no more. Guarded by its bucket.
final class Mishaps {
    private int conflicts;
    private int brokenOff;

    void conflict(int times) {
        conflicts = times;
    }

    void breakOff(int times) {
        brokenOff = times;
    }

    /// Source: Amazon S3 User Guide, "How to prevent object overwrites with conditional writes": 409 where another
    /// request to the same key was under way.
    void requireNoConflict() {
        if (conflicts > 0) {
            conflicts--;
            throw new Refusal(
                    409,
                    "ConditionalRequestConflict",
                    "The conditional request cannot succeed due to a conflicting operation against this"
                            + " resource.");
        }
    }

    /// Source: Amazon S3 API Reference, "CopyObject" and "CompleteMultipartUpload": "A 200 OK response can contain
    /// either a success or an error."
    void requireEnd() {
        if (brokenOff > 0) {
            brokenOff--;
            throw new Refusal(200, "InternalError", "We encountered an internal error. Please try again.");
        }
    }
}
