package io.github.backsight.s3;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.SpreadBody;
import io.github.backsight.store.Upload;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Writes new versions. Safe for use by many threads.
final class Puts {
    private static final List<String> COPIES_OF_INPUTS = List.of(".backsight/pinned/", ".backsight/drill/");

    private final Connection connection;
    private final S3Options options;
    private final VersionLists lists;
    private final VersionReader reader;
    private final Versioning versioning;
    private final Guard guard;
    private final Attempts attempts;
    private final Supplier<String> nonces;
    private final Multipart multipart;

    /// Set once the bucket has refused an access list: its owner owns all objects.
    private volatile boolean takesNoAccess;

    Puts(
            Connection connection,
            S3Options options,
            VersionReader reader,
            Versioning versioning,
            Guard guard,
            Attempts attempts,
            Supplier<String> nonces) {
        this.connection = connection;
        this.options = options;
        this.lists = reader.lists();
        this.reader = reader;
        this.versioning = versioning;
        this.guard = guard;
        this.attempts = attempts;
        this.nonces = nonces;
        this.multipart = new Multipart(connection, options.requests());
    }

    /// What one put sends.
    ///
    /// @param nonce by which it is recognised
    record Content(Key key, MeasuredBody body, Attributes attributes, Access access, String nonce) {
        Map<String, String> metadata() {
            var metadata = new HashMap<String, String>();
            attributes.metadata().forEach((name, value) -> metadata.put(name, HeaderText.encoded(value)));
            metadata.put(Head.SHA256, body.sha256().hex());
            metadata.put(Head.WRITE, nonce);
            return metadata;
        }
    }

    /// {@return tags as their header has them}
    static String tagging(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> encoded(tag.getKey()) + "=" + encoded(tag.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// As [io.github.backsight.store.ObjectStore#requireWritable].
    void requireWritable(Key key, Expectation expectation) throws IOException {
        versioning.requireKept(key);
        if (!(expectation instanceof Expectation.Anything)) {
            guard.requireProven();
        }
    }

    Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        versioning.requireKept(key);
        var measured = MeasuredBody.of(key, body, options.partBytes());
        var content = new Content(key, measured, attributes, superseded(key), nonces.get());
        return expectation instanceof Expectation.Anything
                ? send(content, Guard.Condition.NONE)
                : guard.write(key, expectation, Guard.Verb.PUT, condition -> send(content, condition));
    }

    /// Writes an object that was not there a moment ago.
    Write putOneOfMany(Upload upload) throws IOException {
        var key = upload.key();
        versioning.requireKept(key);
        var measured = MeasuredBody.of(key, upload.body(), options.partBytes());
        return send(new Content(key, measured, upload.attributes(), Access.byDefault(), nonces.get()), guard.ofMany());
    }

    /// Sends one part of a write that another process has begun.
    SpreadBody.Receipt sendPart(SpreadBody.Parts parts, int number, byte[] bytes) throws IOException {
        var digest = Base64.getEncoder().encodeToString(Sha256.start().digest(bytes));
        var key = parts.key();
        return Requests.answer(
                connection, "write part " + number + " of '" + key + "'", Action.WRITE, key.value(), () -> {
                    var sent = multipart.sent(key, parts.upload(), number, digest, RequestBody.fromBytes(bytes));
                    return new SpreadBody.Receipt(number, sent.eTag(), digest);
                });
    }

    /// {@return whether the access of a key is set by the configuration}
    ///
    /// Copies of inputs lie below the prefix, too, and are not for everybody.
    boolean isPublished(Key key) {
        var start = options.prefix().isEmpty() ? "" : options.prefix() + "/";
        return key.value().startsWith(start)
                && COPIES_OF_INPUTS.stream().noneMatch(folder -> key.value().startsWith(start + folder));
    }

    /// What lies outside the published part keeps the access list of the version that it supersedes: else a public
    /// input would become private with each new version.
    Access superseded(Key key) throws IOException {
        if (isPublished(key) || takesNoAccess) {
            return Access.byDefault();
        }
        for (var entry : lists.history(key, Optional.empty()).entries()) {
            if (entry instanceof Entry.Version version) {
                return new Access.Reader(connection).of(key, version.id());
            }
        }
        return Access.byDefault();
    }

    private Write send(Content content, Guard.Condition condition) throws IOException {
        var key = content.key();
        return attempts.run(key, "write '" + key + "'", Action.WRITE, new Attempts.Attempt() {
            @Override
            public VersionId send() throws IOException {
                return sendWithAccess(content, condition);
            }

            @Override
            public Optional<VersionId> find() throws IOException {
                return written(content);
            }
        });
    }

    private VersionId sendWithAccess(Content content, Guard.Condition condition) throws IOException {
        try {
            return once(content, condition);
        } catch (S3Exception e) {
            if (!learnsOfNoAccess(e)) {
                throw e;
            }
            return once(content, condition);
        }
    }

    /// {@return whether the answer says that the bucket takes no access lists: then ask once more, without}
    boolean learnsOfNoAccess(S3Exception answer) {
        if (!Faults.code(answer).equals("AccessControlListNotSupported")) {
            return false;
        }
        takesNoAccess = true;
        return true;
    }

    boolean takesAccess() {
        return !takesNoAccess;
    }

    private VersionId once(Content content, Guard.Condition condition) throws IOException {
        return content.body().isInParts()
                ? multipart.upload(content, request(content), condition)
                : single(content, condition);
    }

    private VersionId single(Content content, Guard.Condition condition) throws IOException {
        var request = request(content).checksumSHA256(content.body().base64());
        condition.matches().ifPresent(request::ifMatch);
        if (condition.absent()) {
            request.ifNoneMatch("*");
        }
        if (!content.attributes().tags().isEmpty()) {
            request.tagging(tagging(content.attributes().tags()));
        }
        return id(
                content,
                connection
                        .writer()
                        .putObject(request.build(), content.body().whole())
                        .versionId());
    }

    private PutObjectRequest.Builder request(Content content) {
        var attributes = content.attributes();
        var request = PutObjectRequest.builder()
                .bucket(connection.name())
                .key(content.key().value())
                .contentType(attributes.contentType())
                .metadata(content.metadata());
        attributes.cacheControl().ifPresent(request::cacheControl);
        attributes.contentEncoding().ifPresent(request::contentEncoding);
        attributes.contentDisposition().ifPresent(request::contentDisposition);
        if (!takesNoAccess) {
            addAccess(content, request);
        }
        return request;
    }

    private void addAccess(Content content, PutObjectRequest.Builder request) {
        if (isPublished(content.key())) {
            options.access().ifPresent(access -> request.acl(ObjectCannedACL.fromValue(access.text())));
            return;
        }
        content.access()
                .headers(request::grantFullControl, request::grantRead, request::grantReadACP, request::grantWriteACP);
    }

    /// Some servers do not say the id of what they have just written; nor does the SDK of a 200 with an error inside.
    private VersionId id(Content content, @Nullable String answered) throws IOException {
        if (answered != null) {
            return new VersionId(answered);
        }
        return written(content)
                .orElseThrow(() ->
                        new UnseenException(content.key(), connection.bucket().text()));
    }

    private Optional<VersionId> written(Content content) throws IOException {
        return new Recent(reader).find(content.key(), content.body().size(), content.nonce());
    }
}
