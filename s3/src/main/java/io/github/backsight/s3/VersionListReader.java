package io.github.backsight.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Reads the replies to requests that carry [#LISTED] before the SDK does, and leaves there what they say. A reply that
/// broke off or is no such list is asked for again.
final class VersionListReader implements ExecutionInterceptor {
    static final ExecutionAttribute<AtomicReference<Optional<VersionListXml>>> LISTED =
            new ExecutionAttribute<>("VersionListReader.listed");

    /// What the SDK gets instead: it would trip over names that some servers do not encode.
    private static final String NOTHING = "<ListVersionsResult/>";

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        var listed = Optional.ofNullable(attributes.getAttribute(LISTED));
        if (listed.isEmpty() || !context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        return context.responseBody().map(body -> {
            try {
                listed.get().set(Optional.of(VersionListXml.parse(body.readAllBytes())));
                return new ByteArrayInputStream(NOTHING.getBytes(StandardCharsets.UTF_8));
            } catch (XMLStreamException | RuntimeException e) {
                throw RetryableException.create("the list of versions is not as S3 writes it", e);
            } catch (IOException e) {
                throw RetryableException.create("the list of versions broke off", e);
            }
        });
    }
}
