package io.github.backsight.input;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Path;

/// Brings the bytes of one version into a part file, goes on with what is there, and verifies all of it.
///
/// From a store that is no faster by it, or if the version is no longer than a range, the bytes come as one stream, and
/// the part file grows at its end; else ranges come at once ([Ranges]), with a table of them behind their place
/// ([RangeTable]), which is cut off when all are there. The table lies in the part file itself: a second file could be
/// lost, or stay, without the first, and then gaps would be taken for bytes.
///
/// Whoever holds the lock of the part file is the only one to write it; a process that dies loses the lock.
final class Transfer {
    /// Long enough that the beginning of a request (some 50 ms from afar) costs little beside its bytes, short enough
    /// that a kill or a broken line costs little, too.
    static final long RANGE_BYTES = 16L << 20;

    private final Stretch.Source source;
    private final Promise promise;
    private final long rangeBytes;

    Transfer(Stretch.Source source, Promise promise, long rangeBytes) {
        this.source = source;
        this.promise = promise;
        this.rangeBytes = rangeBytes;
    }

    /// Fills `file` and makes it durable. What a broken try has brought stays for the next one; what is wrong is thrown
    /// away and brought once more.
    ///
    /// @return the digest of what is now in `file`
    /// @throws PartFile.BusyException if somebody else is at it
    /// @throws PartFile.StoppedException if this thread is interrupted
    /// @throws BadInputException if the store gives other bytes than it promised, twice
    Sha256 into(Path file, Progress progress) throws IOException {
        try (var part = PartFile.open(file)) {
            var found = fill(part, progress);
            if (!promise.isKept(found)) {
                part.truncate(0);
                found = fill(part, progress);
            }
            if (!promise.isKept(found)) {
                part.truncate(0);
                throw promise.broken(found, source.store(), source.key(), source.version());
            }
            part.truncate(source.size());
            part.force();
            return found.sha256();
        }
    }

    private Promise.Found fill(PartFile part, Progress progress) throws IOException {
        var table = RangeTable.recorded(part, source.size());
        if (table.isEmpty() && part.length() > source.size()) {
            part.truncate(0);
        }
        long there = table.isPresent() ? table.get().brought() : part.length();
        part.refuseWithoutSpace(source.size() - there);
        int atOnce = source.store().readsAtOnce(source.key());
        var sums = promise.start();
        try (var step = progress.start("downloading " + source.key(), source.size(), Progress.Unit.BYTES)) {
            if (table.isPresent()) {
                new Ranges(source, part, table.get(), sums, step).bring(atOnce);
            } else if (atOnce > 1 && source.size() - there > rangeBytes) {
                var begun = RangeTable.begun(part, source.size(), rangeBytes);
                new Ranges(source, part, begun, sums, step).bring(atOnce);
            } else {
                append(part, sums, step);
            }
        }
        return sums.finished();
    }

    private void append(PartFile part, Promise.Sums sums, Progress.Step step) throws IOException {
        PartFile.Reader taking = bytes -> {
            sums.update(bytes);
            step.advance(bytes.remaining());
        };
        // Less than there was a moment ago if somebody has cut the file; what is missing is brought.
        long there = part.read(0, part.length(), PartFile.buffer(), taking);
        try {
            new Stretch(source, part, taking).bring(there, source.size());
        } catch (Stretch.BrokenException e) {
            throw source.brokenOff(part.length(), e);
        }
    }
}
