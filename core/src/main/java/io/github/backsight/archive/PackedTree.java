package io.github.backsight.archive;

import io.github.backsight.draft.Draft;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of a [TreeWriter], one after the other in a single file: for a tree that goes straight into a store.
///
/// Tens of thousands of small files take most file systems longer to make, and to delete, than all other work of a
/// build. The packed file is scratch: it lives as long as its folder, and only this object knows what is where in it.
/// Not for use by several threads at once before [#finish]; threads may share it after that.
public final class PackedTree implements TileArchiveWriter {
    private final Path file;
    private final OutputStream out;
    private final TileOrder order = new TileOrder();
    private final Map<String, Place> places = new HashMap<>();
    private long end;
    private Optional<FileChannel> reading = Optional.empty();

    private record Place(long offset, int size) {}

    private PackedTree(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /// Begins a tree packed into `file`, which must not be there yet.
    public static PackedTree at(Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return new PackedTree(
                file,
                new java.io.BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16));
    }

    @Override
    public void add(EncodedTile tile) throws IOException {
        order.next(tile.id());
        append(tile.id() + TreeFiles.TILE_ENDING, tile.plain());
    }

    @Override
    public void finish(ArchiveMetadata metadata) throws IOException {
        append(TreeFiles.METADATA, TreeFiles.document(metadata).getBytes(StandardCharsets.UTF_8));
        out.close();
    }

    /// {@return the paths of all files relative to the tree, as in `5/8/12.pbf`, in order}
    public List<String> paths() {
        return places.keySet().stream().sorted().toList();
    }

    /// {@return the bytes of the file at `path`}
    ///
    /// @throws NoSuchFileException if the tree has none there
    public byte[] read(String path) throws IOException {
        var place = place(path);
        var bytes = ByteBuffer.allocate(place.size());
        var channel = reading();
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, place.offset() + bytes.position()) < 0) {
                throw new IOException(file + " has been cut short by another program; build again");
            }
        }
        return bytes.array();
    }

    private synchronized FileChannel reading() throws IOException {
        if (reading.isEmpty()) {
            reading = Optional.of(FileChannel.open(file));
        }
        return reading.get();
    }

    /// Lets go of the file, which [#read] holds open: opening it for each of its files would take longer than reading.
    public synchronized void endReading() throws IOException {
        if (reading.isPresent()) {
            reading.get().close();
            reading = Optional.empty();
        }
    }

    /// {@return how many bytes [#read] gives}
    ///
    /// @throws NoSuchFileException if the tree has no file there
    public int size(String path) throws IOException {
        return place(path).size();
    }

    private Place place(String path) throws IOException {
        var place = places.get(path);
        if (place == null) {
            throw new NoSuchFileException(path);
        }
        return place;
    }

    private void append(String path, byte[] bytes) throws IOException {
        try {
            out.write(bytes);
        } catch (IOException fault) {
            throw Draft.failure(file, fault);
        }
        places.put(path, new Place(end, bytes.length));
        end += bytes.length;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
