package io.github.backsight.testkit.s3;

import io.github.backsight.testkit.s3.PartUpload.Part;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/// Uploads in parts.
///
/// Source: Amazon S3 API Reference, "CreateMultipartUpload" and its fellows; User Guide, "Amazon S3 multipart upload
/// limits" and "Checking object integrity for data uploads" (which checksums may be of the whole object).
final class Uploads {
    private static final int FEWEST_BYTES = 5 << 20;
    private static final int MOST_PARTS = 10_000;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private Uploads() {}

    static Reply begin(Call call) {
        var request = call.request();
        call.require("s3:PutObject");
        var content = Content.of(request, call.bucket());
        call.requireKey("kms:GenerateDataKey", content);
        var algorithm = request.header("x-amz-checksum-algorithm").map(each -> each.toLowerCase(Locale.ROOT));
        boolean composite = isComposite(algorithm, request.header("x-amz-checksum-type"));
        var upload = new PartUpload(
                request.key(),
                call.now(),
                call.bucket().versions(request.key()).stream()
                        .map(StoredVersion::id)
                        .collect(Collectors.toSet()),
                content,
                Writes.tags(call, request.header("x-amz-tagging")),
                call.grants(),
                algorithm,
                composite,
                new TreeMap<>());
        var id = call.ids().get();
        call.bucket().uploads().put(id, upload);
        return new Reply(200)
                .xml(new Xml("InitiateMultipartUploadResult")
                        .element("Bucket", call.bucket().name())
                        .element("Key", request.key())
                        .element("UploadId", id));
    }

    private static boolean isComposite(Optional<String> algorithm, Optional<String> type) {
        var name = algorithm.orElse(Checksum.DEFAULT);
        boolean digest = name.startsWith("sha");
        boolean whole = type.map("FULL_OBJECT"::equals).orElse(name.equals("crc64nvme"));
        if (digest && whole) {
            throw Refusal.invalid(
                    "InvalidRequest",
                    "The FULL_OBJECT checksum type cannot be used with the " + name + " checksum algorithm.");
        }
        return !whole;
    }

    static Reply part(Call call) {
        var request = call.request();
        boolean copied = request.header("x-amz-copy-source").isPresent();
        var bytes = copied ? copied(call) : request.body();
        call.require("s3:PutObject");
        var upload = upload(call);
        int number = Integer.parseInt(request.parameter("partNumber").orElse(""));
        if (number < 1 || number > MOST_PARTS) {
            throw Refusal.invalid("InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive");
        }
        Checksum.requireContentMd5(request);
        var checksum = copied ? Optional.<Checksum>empty() : Checksum.brought(request, bytes);
        var part = new Part(bytes, HexFormat.of().formatHex(Checksum.digest("md5", bytes)));
        upload.parts().put(number, part);
        var reply = new Reply(200);
        if (copied) {
            return reply.xml(new Xml("CopyPartResult")
                    .element("ETag", "\"" + part.etag() + "\"")
                    .element("LastModified", call.now().toString()));
        }
        checksum.ifPresent(each -> reply.header("x-amz-checksum-" + each.algorithm(), each.value()));
        return reply.header("ETag", "\"" + part.etag() + "\"");
    }

    private static byte[] copied(Call call) {
        var bytes = Writes.Source.of(call).version().bytes();
        var range =
                RANGE.matcher(call.request().header("x-amz-copy-source-range").orElse("bytes=0-" + (bytes.length - 1)));
        if (!range.matches() || Long.parseLong(range.group(2)) >= bytes.length) {
            throw Refusal.invalid(
                    "InvalidArgument", "Range specified is not valid for source object of size: " + bytes.length);
        }
        return Arrays.copyOfRange(bytes, Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)) + 1);
    }

    private static PartUpload upload(Call call) {
        var id = call.request().parameter("uploadId").orElse("");
        return Optional.ofNullable(call.bucket().uploads().get(id))
                .filter(each -> each.key().equals(call.request().key()))
                .orElseThrow(() -> new Refusal(
                        404,
                        "NoSuchUpload",
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been"
                                + " aborted or completed."));
    }

    static Reply complete(Call call) {
        var request = call.request();
        call.require("s3:PutObject");
        var upload = upload(call);
        var named = Xml.all(Xml.parse(request.body()), "Part");
        var parts = named.stream().map(each -> named(upload, each)).toList();
        requireLengths(parts);
        call.requireConditions();
        call.bucket().mishaps().requireEnd();
        var bytes = new ByteArrayOutputStream();
        var digests = new ByteArrayOutputStream();
        parts.forEach(part -> {
            bytes.writeBytes(part.bytes());
            digests.writeBytes(HexFormat.of().parseHex(part.etag()));
        });
        var etag = HexFormat.of().formatHex(Checksum.digest("md5", digests.toByteArray())) + "-" + parts.size();
        var checksum = checksum(upload, parts, bytes.toByteArray());
        requireSame(request, checksum);
        var version = new StoredVersion(
                call.nextId(),
                upload.begun(),
                bytes.toByteArray(),
                etag,
                Optional.of(upload.content()),
                upload.tags(),
                upload.grants(),
                Optional.of(checksum),
                false,
                false);
        call.bucket().addBegun(request.key(), version, upload.before());
        call.bucket().uploads().remove(request.parameter("uploadId").orElse(""));
        return Writes.written(call, version)
                .xml(new Xml("CompleteMultipartUploadResult")
                        .element("Bucket", call.bucket().name())
                        .element("Key", request.key())
                        .element("ETag", version.quotedEtag())
                        .element(checksum.element(), checksum.value())
                        .element("ChecksumType", checksum.type()));
    }

    private static Part named(PartUpload upload, Element named) {
        int number = Integer.parseInt(Xml.text(named, "PartNumber").orElse("0"));
        var part = upload.parts().get(number);
        var etag = Xml.text(named, "ETag").orElse("").replace("\"", "");
        if (part == null || !part.etag().equals(etag)) {
            throw Refusal.invalid(
                    "InvalidPart",
                    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the"
                            + " specified entity tag may not match the part's entity tag.");
        }
        for (var algorithm : Checksum.ALGORITHMS) {
            var said = Xml.text(named, "Checksum" + algorithm.toUpperCase(Locale.ROOT));
            if (said.isPresent()
                    && !Checksum.of(algorithm, part.bytes()).value().equals(said.get())) {
                throw Refusal.invalid("InvalidPart", "The checksum of part " + number + " does not match.");
            }
        }
        return part;
    }

    private static void requireLengths(List<Part> parts) {
        if (parts.isEmpty()) {
            throw Refusal.invalid("MalformedXML", "The XML you provided was not well-formed");
        }
        for (var part : parts.subList(0, parts.size() - 1)) {
            if (part.bytes().length < FEWEST_BYTES) {
                throw Refusal.invalid(
                        "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
            }
        }
    }

    private static Checksum checksum(PartUpload upload, List<Part> parts, byte[] bytes) {
        var algorithm = upload.algorithm().orElse(Checksum.DEFAULT);
        if (!upload.composite()) {
            return Checksum.of(algorithm, bytes);
        }
        var all = new ByteArrayOutputStream();
        parts.forEach(part -> all.writeBytes(Checksum.digest(algorithm, part.bytes())));
        var value = Checksum.base64(Checksum.digest(algorithm, all.toByteArray())) + "-" + parts.size();
        return new Checksum(algorithm, value, true);
    }

    private static void requireSame(Request request, Checksum computed) {
        var said = request.header("x-amz-checksum-" + computed.algorithm());
        if (said.isPresent() && !said.get().equals(computed.value())) {
            throw Refusal.invalid("BadDigest", "The checksum you specified did not match the calculated checksum.");
        }
    }

    static Reply abort(Call call) {
        call.require("s3:AbortMultipartUpload");
        upload(call);
        call.bucket().uploads().remove(call.request().parameter("uploadId").orElse(""));
        return new Reply(204);
    }

    static Reply list(Call call) {
        call.requireOnBucket("s3:ListBucketMultipartUploads");
        var xml = new Xml("ListMultipartUploadsResult")
                .element("Bucket", call.bucket().name())
                .element("IsTruncated", "false");
        call.bucket()
                .uploads()
                .forEach((id, upload) -> xml.begin("Upload")
                        .element("Key", upload.key())
                        .element("UploadId", id)
                        .element("Initiated", upload.begun().toString())
                        .end());
        return new Reply(200).xml(xml);
    }
}
