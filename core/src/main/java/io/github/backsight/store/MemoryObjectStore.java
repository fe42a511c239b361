package io.github.backsight.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A store in memory, gone with the process: for tests, demonstrations and dry runs.
///
/// The simplest right implementation of [ObjectStore], and so the judge of the others. One lock guards everything.
public final class MemoryObjectStore implements ObjectStore {
    private static final int PAGE_ENTRIES = 1000;

    private final InstantSource clock;
    private final int pageEntries;
    /// Each key's history, oldest first; never empty.
    private final TreeMap<Key, List<Kept>> histories = new TreeMap<>();

    private long written;

    /// One entry as it is kept; a delete marker has no content. `newest` is decided when it is shown.
    private record Kept(Entry entry, Optional<Content> content) {
        Entry shown(boolean newest) {
            return switch (entry) {
                case Entry.Version(var key, var id, var time, var unused, var size) ->
                    new Entry.Version(key, id, time, newest, size);
                case Entry.DeleteMarker(var key, var id, var time, var unused) ->
                    new Entry.DeleteMarker(key, id, time, newest);
            };
        }
    }

    private record Content(byte[] bytes, Sha256 sha256, Attributes attributes) {}

    public MemoryObjectStore(InstantSource clock) {
        this(clock, PAGE_ENTRIES);
    }

    /// @param pageEntries the most entries of a [Page], at least 1
    public MemoryObjectStore(InstantSource clock, int pageEntries) {
        if (pageEntries < 1) {
            throw new IllegalArgumentException("a page has at least 1 entry, not " + pageEntries);
        }
        this.clock = clock;
        this.pageEntries = pageEntries;
    }

    @Override
    public String location() {
        return "memory:";
    }

    @Override
    public Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        var bytes = Contents.wholly(key, body);
        var content = new Content(bytes, Sha256.of(bytes), attributes);
        return add(key, Optional.of(content), expectation);
    }

    @Override
    public void putAll(List<Upload> uploads) throws IOException {
        for (var upload : uploads) {
            var write = put(upload.key(), upload.body(), upload.attributes(), new Expectation.Absent());
            if (write instanceof Write.Outrun) {
                var newest = newest(upload.key()).orElseThrow().id();
                BatchClash.refuseUnlessEqual(
                        location(), upload, details(upload.key(), newest).sha256());
            }
        }
    }

    @Override
    public synchronized Optional<Entry> newest(Key key) {
        return shown(key).stream().findFirst();
    }

    @Override
    public Details details(Key key, VersionId version) throws IOException {
        var kept = find(key, version);
        var content = kept.content().orElseThrow(() -> new MissingVersionException(key, version));
        var shown = shown(key).stream().filter(entry -> entry.id().equals(version));
        return new Details(
                (Entry.Version) shown.findFirst().orElseThrow(), Optional.of(content.sha256()), content.attributes());
    }

    @Override
    public InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        var bytes = find(key, version)
                .content()
                .orElseThrow(() -> new MissingVersionException(key, version))
                .bytes();
        var range = Range.within(key, bytes.length, offset, length);
        return new ByteArrayInputStream(bytes, (int) range.offset(), (int) range.length());
    }

    @Override
    public Page history(Key key, Optional<String> from) {
        return page(shown(key), from);
    }

    @Override
    public synchronized Page list(String prefix, Optional<String> from) {
        return page(
                histories.keySet().stream()
                        .filter(key -> key.value().startsWith(prefix))
                        .flatMap(key -> shown(key).stream())
                        .toList(),
                from);
    }

    @Override
    public Write delete(Key key) {
        return add(key, Optional.empty(), new Expectation.Anything());
    }

    @Override
    public synchronized Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        var content = find(key, version).content();
        if (content.isEmpty()) {
            throw new MissingVersionException(key, version);
        }
        boolean already =
                newest(key).filter(entry -> entry.id().equals(version)).isPresent();
        return already ? new Write.Stored(version) : add(key, content, expectation);
    }

    @Override
    public void close() {}

    private synchronized Write add(Key key, Optional<Content> content, Expectation expectation) {
        var newest = newest(key);
        if (!expectation.holds(newest)) {
            return new Write.Outrun(newest);
        }
        var id = new VersionId(Long.toString(++written));
        var time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Entry entry = content.isPresent()
                ? new Entry.Version(key, id, time, true, content.get().bytes().length)
                : new Entry.DeleteMarker(key, id, time, true);
        histories.computeIfAbsent(key, unused -> new ArrayList<>()).add(new Kept(entry, content));
        return new Write.Stored(id);
    }

    private synchronized Kept find(Key key, VersionId version) throws MissingVersionException {
        return histories.getOrDefault(key, List.of()).stream()
                .filter(kept -> kept.entry().id().equals(version))
                .findFirst()
                .orElseThrow(() -> new MissingVersionException(key, version));
    }

    private synchronized List<Entry> shown(Key key) {
        var kept = histories.getOrDefault(key, List.of()).reversed();
        return IntStream.range(0, kept.size())
                .mapToObj(i -> kept.get(i).shown(i == 0))
                .toList();
    }

    /// Pages begin after the entry that the token names, so that entries added meanwhile shift nothing.
    private Page page(List<Entry> all, Optional<String> from) {
        int start = 0;
        if (from.isPresent()) {
            var last = new VersionId(from.get());
            start = all.stream().map(Entry::id).toList().indexOf(last) + 1;
        }
        int end = Math.min(all.size(), start + pageEntries);
        var next = end < all.size() ? Optional.of(all.get(end - 1).id().value()) : Optional.<String>empty();
        return new Page(all.subList(start, end), next);
    }
}
