package io.github.backsight.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Sends published objects as a bucket does: with their media types, entity tags and ranges.
record PublishedHandler(Published published) {
    /// Sends the object of that name, what of it is asked for.
    void send(Context context, String name) throws IOException {
        var found = published.find(name);
        if (found.isEmpty()) {
            Problems.send(context, 404, "nothing is published as '" + name + "'");
            return;
        }
        var version = found.get().version();
        var tag = "\"" + version.id().value() + "\"";
        context.header("ETag", tag);
        context.header("Accept-Ranges", "bytes");
        context.contentType(found.get().attributes().contentType());
        found.get().attributes().cacheControl().ifPresent(value -> context.header("Cache-Control", value));
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        try {
            var range = ByteRange.of(rangeHeader(context, tag), version.size());
            long first = range.map(ByteRange::first).orElse(0L);
            long length = range.map(ByteRange::length).orElse(version.size());
            if (range.isPresent()) {
                context.status(206);
                context.header("Content-Range", "bytes " + first + "-" + (first + length - 1) + "/" + version.size());
            }
            context.header("Content-Length", String.valueOf(length));
            if (!context.method().name().equals("HEAD")) {
                context.result(
                        length == 0 ? InputStream.nullInputStream() : published.read(found.get(), first, length));
            }
        } catch (ByteRange.Unsatisfiable e) {
            context.header("Content-Range", "bytes */" + version.size());
            Problems.send(context, 416, "'" + name + "' has " + version.size() + " bytes");
        }
    }

    /// A range of an object that is another by now is not sent.
    private static Optional<String> rangeHeader(Context context, String tag) {
        var wanted = Optional.ofNullable(context.header("If-Range"));
        return wanted.isEmpty() || wanted.get().equals(tag)
                ? Optional.ofNullable(context.header("Range"))
                : Optional.empty();
    }
}
