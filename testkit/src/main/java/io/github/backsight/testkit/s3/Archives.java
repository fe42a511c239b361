package io.github.backsight.testkit.s3;

/// Versions that cannot be read before they are fetched back: of an archived class, or sunk to a tier.
///
/// Source: Amazon S3 User Guide, "Working with archived objects"; API Reference, "RestoreObject".
final class Archives {
    private Archives() {}

    static void requireReadable(StoredVersion version) {
        if (version.isOutOfReach()) {
            var refusal = new Refusal(
                            403, "InvalidObjectState", "The operation is not valid for the object's storage class")
                    .with("StorageClass", version.said().storageClass());
            version.said().tier().ifPresent(tier -> refusal.with("AccessTier", tier));
            throw refusal;
        }
    }

    /// Source: Amazon S3 API Reference, "CopyObject"; the message is the one that clients report.
    static void requireCopyable(StoredVersion version) {
        if (version.isOutOfReach()) {
            throw new Refusal(
                    403,
                    "ObjectNotInActiveTierError",
                    "The source object of the COPY operation is not in the active tier and is only stored in"
                            + " Amazon S3 Glacier.");
        }
    }

    /// Here an archived version is back at once.
    static Reply thaw(Call call) {
        var version = Reads.find(call, "s3:RestoreObject", "s3:RestoreObject");
        if (!version.said().isArchived()) {
            throw new Refusal(
                    403, "InvalidObjectState", "Restore is not allowed for the object's current storage class");
        }
        requireDays(call, version);
        call.bucket().change(call.request().key(), version.id(), each -> each.thawed(true));
        return new Reply(202);
    }

    /// Source: Amazon S3 User Guide, "Restoring an archived object": days are of copies of an archived class only.
    private static void requireDays(Call call, StoredVersion version) {
        boolean said = Xml.text(Xml.parse(call.request().body()), "Days").isPresent();
        if (said == version.said().tier().isPresent()) {
            throw Refusal.invalid("MalformedXML", "The XML you provided was not well-formed");
        }
    }
}
