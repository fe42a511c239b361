package io.github.backsight.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// Writes the first records of many keys of a folder store. Safe for use by many threads.
///
/// All files are written before the first is forced to the disk, and all are forced before the first takes its
/// name: one commit of the disk's journal then serves many, and so may one [FileSystemSync]. Contents are named before
/// the records that name them.
record FolderBatch(
        VersionRecords records,
        Blobs blobs,
        Staging staging,
        DurableFolders folders,
        FileSystemSync sync,
        InstantSource clock) {
    /// So many files at least that forcing each would take longer than what else is under way on the file system.
    private static final int MANY = 1000;

    /// Adds, durably, all but those whose keys have an entry already.
    ///
    /// @return the uploads that were not added
    List<Upload> add(List<Upload> uploads) throws IOException {
        var placed = uploads.stream()
                .map(upload -> new Placed(upload, records.first(upload.key())))
                .toList();
        var single = placed;
        if (staging.renamesNeverReplace()) {
            single = addBranches(new Branches(records.root(), placed, staging));
        }
        return addEach(single);
    }

    /// {@return the objects that could not be added so}
    private List<Placed> addBranches(Branches branches) throws IOException {
        var left = new ArrayList<>(branches.others());
        var contents = new ConcurrentLinkedQueue<Blobs.Staged>();
        try {
            stage(branches.list(), contents);
            var above = new HashSet<Path>();
            for (var branch : branches.list()) {
                makeFolderOf(branch.folder(), branch.objects().getFirst());
                if (branch.publish()) {
                    above.add(DurableFolders.above(branch.folder()));
                } else {
                    left.addAll(branch.objects());
                }
            }
            forceNames(above);
            return left;
        } finally {
            for (var branch : branches.list()) {
                Staging.discardTree(branch.staged());
            }
            discard(contents);
        }
    }

    private void stage(List<Branches.Branch> branches, Queue<Blobs.Staged> contents) throws IOException {
        var staged = branches.stream()
                .map(Branches.Branch::folders)
                .flatMap(List::stream)
                .toList();
        var files = branches.stream()
                .map(Branches.Branch::files)
                .flatMap(List::stream)
                .toList();
        for (var folder : staged) {
            try {
                Files.createDirectory(folder);
            } catch (IOException e) {
                throw fault().writing("new folders", e);
            }
        }
        Batch.forEach(files, file -> write(file, record(file.placed().upload(), contents)));
        force(files, staged, List.copyOf(contents));
        publish(List.copyOf(contents));
    }

    /// {@return the uploads whose keys have an entry already}
    private List<Upload> addEach(List<Placed> objects) throws IOException {
        var occupied = new ConcurrentLinkedQueue<Upload>();
        var staged = new ConcurrentLinkedQueue<StagedFile>();
        var contents = new ConcurrentLinkedQueue<Blobs.Staged>();
        try {
            Batch.forEach(objects, placed -> {
                if (records.newestNumber(placed.upload().key()) > 0) {
                    occupied.add(placed.upload());
                } else {
                    var bytes = record(placed.upload(), contents);
                    var file = new StagedFile(placed, newFile(placed));
                    staged.add(file);
                    write(file, bytes);
                }
            });
            force(List.copyOf(staged), List.of(), List.copyOf(contents));
            publish(List.copyOf(contents));
            Set<Path> touched = ConcurrentHashMap.newKeySet();
            Batch.forEach(List.copyOf(staged), file -> {
                if (publish(file)) {
                    touched.add(file.placed().folder());
                } else {
                    occupied.add(file.placed().upload());
                }
            });
            forceNames(touched);
            return List.copyOf(occupied);
        } finally {
            for (var file : staged) {
                Staging.discard(file.file());
            }
            discard(contents);
        }
    }

    private static void discard(Collection<Blobs.Staged> contents) {
        for (var content : contents) {
            Staging.discard(content.file());
        }
    }

    /// @param contents gets the content, if it is too long for the record
    private byte[] record(Upload upload, Queue<Blobs.Staged> contents) throws IOException {
        var content = content(upload, contents);
        var time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return VersionRecordFormat.encode(VersionRecord.of(upload.key(), 1, time, Optional.of(content)));
    }

    private StoredContent content(Upload upload, Queue<Blobs.Staged> contents) throws IOException {
        if (Blobs.isShort(upload.body())) {
            return Blobs.inline(upload.key(), upload.body(), upload.attributes());
        }
        var staged = blobs.stage(upload.key(), upload.body(), upload.attributes());
        contents.add(staged);
        return staged.content();
    }

    private void publish(List<Blobs.Staged> contents) throws IOException {
        Batch.forEach(contents, blobs::publish);
        forceNames(contents.stream().map(blobs::folder).collect(Collectors.toSet()));
    }

    private void force(List<StagedFile> files, List<Path> staged, List<Blobs.Staged> contents) throws IOException {
        if (files.size() >= MANY
                && sync.sync(DurableFolders.above(files.getFirst().file()))) {
            return;
        }
        Batch.forEach(files, file -> {
            try {
                DurableFolders.forceFile(file.file());
            } catch (IOException e) {
                throw writing(file.placed(), e);
            }
        });
        Batch.forEach(contents, blobs::force);
        Batch.forEach(staged, folder -> {
            try {
                folders.forceNames(folder);
            } catch (IOException e) {
                throw fault().writing("new folders", e);
            }
        });
    }

    /// Makes the records in these folders, and the folders, durable.
    void forceNames(Set<Path> touched) throws IOException {
        Batch.forEach(List.copyOf(touched), folder -> {
            try {
                folders.force(folder);
            } catch (IOException e) {
                throw new IOException(
                        "cannot make what was written to " + fault().location() + " durable; try again", e);
            }
        });
    }

    private Path newFile(Placed placed) throws IOException {
        try {
            return staging.newFile();
        } catch (IOException e) {
            throw writing(placed, e);
        }
    }

    private void write(StagedFile file, byte[] bytes) throws IOException {
        try {
            Files.write(file.file(), bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw writing(file.placed(), e);
        }
    }

    private boolean publish(StagedFile file) throws IOException {
        makeFolderOf(file.placed().file(), file.placed());
        try {
            return Staging.publish(file.file(), file.placed().file());
        } catch (IOException e) {
            throw writing(file.placed(), e);
        }
    }

    private void makeFolderOf(Path path, Placed placed) throws IOException {
        try {
            folders.make(DurableFolders.above(path));
        } catch (IOException e) {
            throw writing(placed, e);
        }
    }

    private IOException writing(Placed placed, IOException cause) {
        return fault().writing(placed.upload().key(), cause);
    }

    private StoreFault fault() {
        return new StoreFault(records.root());
    }
}
