package io.github.backsight.testkit.s3;

import java.util.LinkedHashMap;
import java.util.Map;

/// A request that is answered by an error document.
///
/// Source: Amazon S3 API Reference, "Error responses".
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> elements = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refusal noSuchBucket(String bucket) {
        return new Refusal(404, "NoSuchBucket", "The specified bucket does not exist").with("BucketName", bucket);
    }

    static Refusal noSuchKey(String key) {
        return new Refusal(404, "NoSuchKey", "The specified key does not exist.").with("Key", key);
    }

    static Refusal noSuchVersion(String key, String version) {
        return new Refusal(404, "NoSuchVersion", "The specified version does not exist.")
                .with("Key", key)
                .with("VersionId", version);
    }

    static Refusal precondition(String header) {
        return new Refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
                .with("Condition", header);
    }

    static Refusal invalid(String code, String message) {
        return new Refusal(400, code, message);
    }

    static Refusal notImplemented(String what) {
        return new Refusal(
                501, "NotImplemented", "A header you provided implies functionality that is not implemented: " + what);
    }

    /// Adds an element to the document.
    Refusal with(String element, String text) {
        elements.put(element, text);
        return this;
    }

    Refusal withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    String code() {
        return code;
    }

    Reply reply() {
        var xml = new Xml("Error").element("Code", code).element("Message", String.valueOf(getMessage()));
        elements.forEach(xml::element);
        var reply = new Reply(status).xml(xml.element("RequestId", "4442587FB7D0A2F9"));
        headers.forEach(reply::header);
        return reply;
    }
}
