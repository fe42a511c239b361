package io.github.backsight.input;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Details;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// SHA-256 of versions and streams, with progress.
final class Digests {
    private static final int BUFFER_BYTES = 1 << 16;

    private Digests() {}

    /// {@return what the store knows, or else the digest of all its bytes, read here}
    ///
    /// @throws io.github.backsight.finding.BadInputException if those have another checksum than the one it keeps
    static Sha256 of(ObjectStore store, Details details, Progress progress) throws IOException {
        if (details.sha256().isPresent()) {
            return details.sha256().get();
        }
        var version = details.version();
        try (var step = progress.start("reading " + version.key(), version.size(), Progress.Unit.BYTES);
                var in = store.read(version.key(), version.id())) {
            var promise = Promise.of(details);
            var found = found(promise, counted(in, step));
            if (!promise.isKept(found)) {
                throw promise.broken(found, store, version.key(), version.id());
            }
            return found.sha256();
        }
    }

    private static Promise.Found found(Promise promise, InputStream in) throws IOException {
        var sums = promise.start();
        var buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            sums.update(ByteBuffer.wrap(buffer, 0, read));
        }
        return sums.finished();
    }

    /// {@return `in`, telling `step` what was read in blocks}
    static InputStream counted(InputStream in, Progress.Step step) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                if (read > 0) {
                    step.advance(read);
                }
                return read;
            }
        };
    }
}
