package io.github.backsight.s3;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.Page;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;

/// Versions and delete markers, in the server's order, page by page.
///
/// A page may be short or hold nothing and still not be the last; a prefix is not a key; entries are never sorted by
/// time, which ties. Safe for use by many threads.
final class VersionLists {
    private static final int FEW = 3;

    private final Connection connection;
    private final int pageSize;

    /// @param pageSize how many entries a page has at most, 1 to 1,000
    VersionLists(Connection connection, int pageSize) {
        this.connection = connection;
        this.pageSize = pageSize;
    }

    /// Where a list goes on: after that version of that key.
    ///
    /// @param version empty: after all versions of that key
    private record Position(String key, Optional<String> version) {
        static Position of(String text) {
            int separator = text.indexOf('&');
            var version = URLDecoder.decode(text.substring(separator + 1), StandardCharsets.UTF_8);
            return new Position(
                    URLDecoder.decode(text.substring(0, separator), StandardCharsets.UTF_8),
                    Optional.of(version).filter(id -> !id.isEmpty()));
        }

        String text() {
            return URLEncoder.encode(key, StandardCharsets.UTF_8) + "&"
                    + URLEncoder.encode(version.orElse(""), StandardCharsets.UTF_8);
        }
    }

    Optional<Entry> newest(Key key) throws IOException {
        try {
            return newestListed(key);
        } catch (IOException e) {
            var plain = new PlainReads(connection);
            if (e.getCause() != null && plain.standInFor(e.getCause())) {
                return plain.newest(key);
            }
            throw e;
        }
    }

    private Optional<Entry> newestListed(Key key) throws IOException {
        var listed = fetch(key.value(), Optional.empty(), FEW, request -> {});
        while (listed.entries().isEmpty() && listed.truncated()) {
            listed = fetch(key.value(), Optional.of(position(listed)), FEW, request -> {});
        }
        var first = listed.entries().stream()
                .findFirst()
                .filter(entry -> entry.key().equals(key));
        if (first.isEmpty() || first.get().newest()) {
            return first;
        }
        // Some servers list the oldest first.
        return history(key, Optional.empty()).entries().stream().findFirst();
    }

    Page history(Key key, Optional<String> from) throws IOException {
        var page = historyPage(key, from);
        while (from.isEmpty() && page.entries().isEmpty() && page.next().isPresent()) {
            page = historyPage(key, page.next());
        }
        boolean oldestFirst = from.isEmpty()
                && !page.entries().isEmpty()
                && !page.entries().getFirst().newest();
        return oldestFirst ? reversed(key, page) : page;
    }

    private Page historyPage(Key key, Optional<String> from) throws IOException {
        var listed = fetch(key.value(), from.map(Position::of), pageSize, request -> {});
        var entries = listed.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .toList();
        return new Page(entries, after(key, listed).map(Position::text));
    }

    /// {@return where the history of `key` goes on; empty at its end}
    private static Optional<Position> after(Key key, VersionListXml listed) {
        var next = position(listed).key();
        boolean beyond = !next.equals(key.value()) && next.startsWith(key.value());
        // A page without entries may end before the key.
        boolean onlyThis =
                listed.entries().stream().allMatch(entry -> entry.key().equals(key));
        return Optional.of(position(listed)).filter(unused -> listed.truncated() && onlyThis && !beyond);
    }

    /// {@return the versions of `key` that came in parts: they have the time at which their upload began}
    Set<VersionId> begunEarlier(Key key) throws IOException {
        var begun = new HashSet<VersionId>();
        var from = Optional.<Position>empty();
        do {
            var listed = fetch(key.value(), from, pageSize, request -> {});
            listed.inParts().stream()
                    .filter(entry -> entry.key().equals(key))
                    .map(Entry::id)
                    .forEach(begun::add);
            from = after(key, listed);
        } while (from.isPresent());
        return Set.copyOf(begun);
    }

    /// The newest entry says that it is the newest; where it ends the list, all of the list is backwards.
    private Page reversed(Key key, Page first) throws IOException {
        var all = new ArrayList<>(first.entries());
        for (var next = first.next(); next.isPresent(); ) {
            var page = historyPage(key, next);
            all.addAll(page.entries());
            next = page.next();
        }
        if (!all.getLast().newest()) {
            throw new IOException("the versions of '" + key + "' in "
                    + connection.bucket().text()
                    + " are listed in no order: neither the first nor the last is the newest. Somebody may have written"
                    + " meanwhile: try again");
        }
        return new Page(all.reversed(), Optional.empty());
    }

    Page list(String prefix, Optional<String> from) throws IOException {
        var listed = fetch(prefix, from.map(Position::of), pageSize, request -> {});
        return new Page(
                listed.entries(),
                listed.truncated() ? Optional.of(position(listed).text()) : Optional.empty());
    }

    SortedSet<String> folders(String prefix) throws IOException {
        var folders = new TreeSet<String>();
        var from = Optional.<Position>empty();
        do {
            var listed = fetch(prefix, from, pageSize, request -> request.delimiter("/"));
            listed.folders().forEach(folder -> folders.add(folder.substring(prefix.length(), folder.length() - 1)));
            from = listed.truncated() ? Optional.of(position(listed)) : Optional.empty();
        } while (from.isPresent());
        return folders;
    }

    /// {@return the newest entries of all keys from `first` to `last`, in order; one request where there are none}
    List<Entry> newestBetween(Key first, Key last) throws IOException {
        var newest = new ArrayList<Entry>();
        var from = Optional.of(new Position(before(first), Optional.empty()));
        do {
            var listed = fetch(commonPrefix(first, last), from, pageSize, request -> {});
            for (var entry : listed.entries()) {
                if (entry.key().compareTo(last) > 0) {
                    return newest;
                }
                if (entry.newest() && entry.key().compareTo(first) >= 0) {
                    newest.add(entry);
                }
            }
            from = listed.truncated() ? Optional.of(position(listed)) : Optional.empty();
        } while (from.isPresent());
        return newest;
    }

    private static String before(Key key) {
        return key.value()
                .substring(0, key.value().offsetByCodePoints(key.value().length(), -1));
    }

    private static String commonPrefix(Key first, Key last) {
        var a = first.value();
        var b = last.value();
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return a.substring(0, a.lastIndexOf('/', Math.max(0, length - 1)) + 1);
    }

    private static Position position(VersionListXml listed) {
        return new Position(listed.nextKey(), listed.nextVersion());
    }

    private VersionListXml fetch(
            String prefix, Optional<Position> from, int most, Consumer<ListObjectVersionsRequest.Builder> more)
            throws IOException {
        var holder = new AtomicReference<Optional<VersionListXml>>(Optional.empty());
        var request = ListObjectVersionsRequest.builder()
                .bucket(connection.name())
                .prefix(prefix)
                .maxKeys(most)
                .encodingType(EncodingType.URL)
                .overrideConfiguration(each -> each.putExecutionAttribute(VersionListReader.LISTED, holder));
        from.ifPresent(position -> {
            request.keyMarker(position.key());
            position.version().map(VersionId::new).ifPresent(id -> request.versionIdMarker(id.value()));
        });
        more.accept(request);
        try {
            connection.reader().listObjectVersions(request.build());
        } catch (SdkException e) {
            throw connection.faults().of(e, "list the versions of '" + prefix + "'", Action.LIST_VERSIONS, "");
        }
        return holder.get()
                .orElseThrow(() -> new IOException("the list of versions of '" + prefix + "' in "
                        + connection.bucket().text() + " has no content. Try again"));
    }
}
