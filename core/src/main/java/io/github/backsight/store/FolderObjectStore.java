package io.github.backsight.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A store in a folder of this machine, for any number of processes at once, any of which may be killed at any time.
///
/// ```text
/// backsight-store.txt              the marker, with the format's number     [FolderFormat]
/// objects/data/usa.csv@3           version 3 of data/usa.csv: one record    [KeyPath], [VersionRecordFormat]
/// long/<SHA-256 of the key>@1      the same for keys too long for a path
/// blobs/ab/ab12...                 content too long for its record, once    [Blobs]
/// staging/<process>-<unique>/      files on their way to their names        [Staging]
/// ```
///
/// A write stages its file, forces it to disk, and then gives it the next number's name by a hard link, which only one
/// of several writers can do: that is the compare-and-swap. A batch in new folders makes these aside, whole, and gives
/// them their names [by a rename][Branches]. Nothing that has its name is changed or removed again, so readers need no
/// locks and never meet a file half-written.
public final class FolderObjectStore implements ObjectStore {
    private static final int PAGE_ENTRIES = 1000;
    private static final Pattern PAGE_TOKEN = Pattern.compile("([1-9][0-9]{0,8}):(.+)", Pattern.DOTALL);

    private final StoreFault fault;
    private final InstantSource clock;
    private final int pageEntries;
    private final Staging staging;
    private final DurableFolders folders;
    private final VersionRecords records;
    private final Blobs blobs;
    private final FolderBatch batch;

    private FolderObjectStore(Path root, InstantSource clock, FileSystemSync sync, int pageEntries) {
        if (pageEntries < 1) {
            throw new IllegalArgumentException("a page has at least 1 entry, not " + pageEntries);
        }
        this.fault = new StoreFault(root);
        this.clock = clock;
        this.pageEntries = pageEntries;
        this.staging = new Staging(root, clock);
        this.folders = new DurableFolders(root);
        this.records = new VersionRecords(root, staging, folders);
        this.blobs = new Blobs(root, staging, folders);
        this.batch = new FolderBatch(records, blobs, staging, folders, sync, clock);
    }

    /// Opens the store that is in `folder`; changes nothing there.
    ///
    /// @param clock gives the times of new versions
    /// @throws ForeignFolderException if `folder` holds something else
    /// @throws IOException if there is no such folder, it is empty, or this Backsight cannot read it
    public static FolderObjectStore open(Path folder, InstantSource clock) throws IOException {
        return open(folder, clock, FileSystemSync.NONE);
    }

    /// As [#open(Path, InstantSource)].
    ///
    /// @param sync makes large batches durable
    public static FolderObjectStore open(Path folder, InstantSource clock, FileSystemSync sync) throws IOException {
        var root = folder.toAbsolutePath().normalize();
        new FolderFormat(root).check();
        return new FolderObjectStore(root, clock, sync, PAGE_ENTRIES);
    }

    /// Opens the store that is in `folder`; makes folder and store where they are missing.
    ///
    /// @param clock gives the times of new versions
    /// @throws ForeignFolderException if `folder` holds something else
    /// @throws IOException if the folder cannot be written, or this Backsight cannot read it
    public static FolderObjectStore openOrCreate(Path folder, InstantSource clock) throws IOException {
        return openOrCreate(folder, clock, FileSystemSync.NONE, PAGE_ENTRIES);
    }

    /// As [#openOrCreate(Path, InstantSource)].
    ///
    /// @param sync makes large batches durable
    public static FolderObjectStore openOrCreate(Path folder, InstantSource clock, FileSystemSync sync)
            throws IOException {
        return openOrCreate(folder, clock, sync, PAGE_ENTRIES);
    }

    /// As [#openOrCreate(Path, InstantSource)].
    ///
    /// @param sync makes large batches durable
    /// @param pageEntries the most entries of a [Page], at least 1
    public static FolderObjectStore openOrCreate(Path folder, InstantSource clock, FileSystemSync sync, int pageEntries)
            throws IOException {
        var root = folder.toAbsolutePath().normalize();
        new FolderFormat(root).createOrCheck();
        return new FolderObjectStore(root, clock, sync, pageEntries);
    }

    @Override
    public String location() {
        return fault.location();
    }

    @Override
    public Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        return addDurably(key, () -> Optional.of(blobs.take(key, body, attributes)), expectation);
    }

    @Override
    public void putAll(List<Upload> uploads) throws IOException {
        var occupied = batch.add(uploads);
        Batch.forEach(occupied, this::putUnlessThere);
        batch.forceNames(
                occupied.stream().map(upload -> records.folder(upload.key())).collect(Collectors.toSet()));
    }

    private void putUnlessThere(Upload upload) throws IOException {
        ContentSource source = () -> Optional.of(blobs.store(upload.key(), upload.body(), upload.attributes()));
        if (add(upload.key(), source, new Expectation.Absent()) instanceof Write.Outrun) {
            var there =
                    records.newest(upload.key()).flatMap(VersionRecord::content).map(StoredContent::sha256);
            BatchClash.refuseUnlessEqual(location(), upload, there);
        }
    }

    @Override
    public Optional<Entry> newest(Key key) throws IOException {
        return records.newest(key).map(record -> record.entry(true));
    }

    @Override
    public Details details(Key key, VersionId version) throws IOException {
        var record = records.find(key, version);
        var content = contentOf(record);
        var entry = (Entry.Version) record.entry(records.newestNumber(key) == record.number());
        return new Details(entry, Optional.of(content.sha256()), content.attributes());
    }

    @Override
    public InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        return blobs.read(key, contentOf(records.find(key, version)), offset, length);
    }

    /// {@return the file whose last bytes, as many as the version has, are those of the version}
    ///
    /// For people who read the folder without this program; it never changes.
    ///
    /// @throws MissingVersionException if there is no such version, or it is a delete marker
    public Path file(Key key, VersionId version) throws IOException {
        var record = records.find(key, version);
        var content = contentOf(record);
        return content.inline().isPresent() ? records.file(key, record.number()) : blobs.file(content.sha256());
    }

    @Override
    public Page history(Key key, Optional<String> from) throws IOException {
        int newest = records.newestNumber(key);
        int first = from.isPresent() ? parse(from.get()).number() : newest;
        var entries = new ArrayList<Entry>();
        for (int number = first; number > 0; number--) {
            if (entries.size() == pageEntries) {
                return new Page(entries, Optional.of(new Place(key, number).token()));
            }
            entries.add(records.read(key, number).entry(number == newest));
        }
        return new Page(entries, Optional.empty());
    }

    @Override
    public Page list(String prefix, Optional<String> from) throws IOException {
        var start = from.map(FolderObjectStore::parse);
        var least = start.map(place -> place.key().value()).orElse("");
        var keys = new KeyWalk(records, prefix, least, pageEntries + 1).keys();
        var entries = new ArrayList<Entry>();
        for (var found : keys.entrySet()) {
            var key = found.getKey();
            int newest = found.getValue();
            boolean continued = start.isPresent() && start.get().key().equals(key);
            for (int number = continued ? start.get().number() : newest; number > 0; number--) {
                if (entries.size() == pageEntries) {
                    return new Page(entries, Optional.of(new Place(key, number).token()));
                }
                entries.add(records.read(key, number).entry(number == newest));
            }
        }
        return new Page(entries, Optional.empty());
    }

    @Override
    public SortedSet<String> folders(String prefix) throws IOException {
        return new KeyWalk(records, prefix, "", Integer.MAX_VALUE).folders();
    }

    @Override
    public Write delete(Key key) throws IOException {
        return addDurably(key, Optional::empty, new Expectation.Anything());
    }

    @Override
    public Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        var content = contentOf(records.find(key, version));
        blobs.check(content);
        if (records.newest(key).filter(newest -> newest.id().equals(version)).isPresent()) {
            return new Write.Stored(version);
        }
        return addDurably(key, () -> Optional.of(content), expectation);
    }

    @Override
    public void close() throws IOException {
        staging.close();
    }

    /// Where the content of a new version comes from; asked only when the version may be written. Empty: a delete
    /// marker.
    @FunctionalInterface
    private interface ContentSource {
        Optional<StoredContent> content() throws IOException;
    }

    private Write addDurably(Key key, ContentSource source, Expectation expectation) throws IOException {
        var write = add(key, source, expectation);
        if (write instanceof Write.Stored) {
            try {
                folders.force(records.folder(key));
            } catch (IOException e) {
                return new Write.Unknown(e); // others see it already, but a power cut might take it away
            }
        }
        return write;
    }

    /// Adds the key's next record; [Write.Stored] is durable only once the record's folder has been forced.
    private Write add(Key key, ContentSource source, Expectation expectation) throws IOException {
        while (true) {
            var newest = records.newest(key);
            var entry = newest.map(record -> record.entry(true));
            if (!expectation.holds(entry)) {
                return new Write.Outrun(entry);
            }
            var content = source.content();
            source = () -> content; // read once, however often the race below is lost
            int number = newest.map(VersionRecord::number).orElse(0) + 1;
            var record = VersionRecord.of(key, number, clock.instant().truncatedTo(ChronoUnit.MILLIS), content);
            if (records.create(record)) {
                return new Write.Stored(record.id());
            }
            // Another writer took this number, so the newest has moved: look again.
        }
    }

    private static StoredContent contentOf(VersionRecord record) throws MissingVersionException {
        return record.content().orElseThrow(() -> new MissingVersionException(record.key(), record.id()));
    }

    /// Where a page goes on: at this record of this key.
    private record Place(Key key, int number) {
        String token() {
            return number + ":" + key;
        }
    }

    private static Place parse(String token) {
        var matcher = PAGE_TOKEN.matcher(token);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the 'next' of a page: '" + token + "'");
        }
        return new Place(new Key(matcher.group(2)), Integer.parseInt(matcher.group(1)));
    }
}
