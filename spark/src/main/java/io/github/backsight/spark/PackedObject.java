package io.github.backsight.spark;

import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/// An object in a store, plain, gzipped or a member of a zip, read from its beginning where it
/// lies; nothing is verified. For one thread.
final class PackedObject {
    private static final int BUFFER = 1 << 16;

    private enum Packing {
        NONE,
        GZIP,
        ZIP
    }

    private final ObjectStore store;
    private final Pin pin;
    private final Optional<String> member;
    private final Packing packing;
    private long toldSize = -1;
    private double ratio = 1;

    PackedObject(ObjectStore store, Pin pin, Optional<String> member) throws IOException {
        this.store = store;
        this.pin = pin;
        this.member = member;
        this.packing = packing();
    }

    private Packing packing() throws IOException {
        try (var stream = store.read(pin.key(), pin.version(), 0, 2)) {
            byte[] start = stream.readNBytes(2);
            if (start.length < 2) {
                return Packing.NONE;
            }
            boolean zip = start[0] == 'P' && start[1] == 'K';
            boolean gzip = start[0] == 0x1f && start[1] == (byte) 0x8b;
            return zip ? Packing.ZIP : gzip ? Packing.GZIP : Packing.NONE;
        }
    }

    boolean isPacked() {
        return packing != Packing.NONE;
    }

    String name() {
        return pin.key().value();
    }

    /// {@return its size as it is stored}
    long size() {
        return pin.size();
    }

    /// {@return its size unpacked: as a zip says it, or as what was read so far unpacked}
    long unpackedSize() {
        return toldSize >= 0 ? toldSize : Math.round(size() * ratio);
    }

    /// {@return what it holds, unpacked, from `offset` on}
    InputStream open(long offset) throws IOException {
        if (packing == Packing.NONE) {
            return new BufferedInputStream(store.read(pin.key(), pin.version(), offset, Long.MAX_VALUE), BUFFER);
        }
        var counted = new Counted(store.read(pin.key(), pin.version()));
        var unpacked = new Unpacked(packing == Packing.GZIP ? new GZIPInputStream(counted) : member(counted), counted);
        unpacked.skipNBytes(offset);
        return unpacked;
    }

    private InputStream member(InputStream packed) throws IOException {
        var zip = new ZipInputStream(packed);
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory() && (member.isEmpty() || member.get().equals(entry.getName()))) {
                toldSize = entry.getSize();
                return zip;
            }
        }
        return InputStream.nullInputStream();
    }

    /// Counts the bytes that were taken.
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int letter = in.read();
            count += letter < 0 ? 0 : 1;
            return letter;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int got = in.read(bytes, from, length);
            count += Math.max(0, got);
            return got;
        }
    }

    /// Learns how much more it is unpacked.
    private final class Unpacked extends FilterInputStream {
        private final Counted packed;
        private long count;

        Unpacked(InputStream in, Counted packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            int letter = in.read();
            counted(letter < 0 ? 0 : 1);
            return letter;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int got = in.read(bytes, from, length);
            counted(Math.max(0, got));
            return got;
        }

        private void counted(int more) {
            count += more;
            ratio = packed.count == 0 ? 1 : (double) count / packed.count;
        }
    }
}
