package io.github.backsight.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The marker file that tells a Backsight store from any other folder, and one format from the next.
///
/// A folder without it is refused unless it is empty, so that a mistyped path never mixes a store into other files.
record FolderFormat(Path root) {
    static final String MARKER = "backsight-store.txt";
    private static final int FORMAT = 1;
    private static final String FIRST_LINE = "Backsight store, format ";
    private static final Pattern MARKER_TEXT = Pattern.compile(FIRST_LINE + "([1-9][0-9]{0,8})\n.*", Pattern.DOTALL);

    /// @throws IOException if `root` holds no store of this format; changes nothing
    void check() throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException("there is no store in " + root + ": "
                    + (Files.exists(root) ? "that is a file" : "there is no such folder")
                    + "; check the path, or put a first input there to make a store");
        }
        if (!Files.exists(marker())) {
            refuseUnlessEmpty();
            if (!Files.exists(marker())) {
                throw new IOException("there is no store in " + root
                        + ": the folder is empty; check the path, or put a first input there to make a store");
            }
        }
        checkMarker();
    }

    /// Makes folder and store where they are missing.
    ///
    /// @throws IOException if `root` holds something else, or cannot be written
    void createOrCheck() throws IOException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new IOException("cannot make a store in " + root + ": that is a file; name a folder");
        }
        if (!Files.exists(marker())) {
            create();
        }
        checkMarker();
    }

    private void create() throws IOException {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new StoreFault(root).writing("a new store", e);
        }
        refuseUnlessEmpty();
        // Its name begins like the marker's, so that a process killed here leaves a folder that still counts as empty.
        var draft = root.resolve(MARKER + "." + UUID.randomUUID());
        try {
            var text = FIRST_LINE + FORMAT + "\nFiles in this folder are never edited, moved or deleted by hand.\n";
            DurableFolders.writeForced(draft, text.getBytes(StandardCharsets.UTF_8));
            link(draft);
            var folders = new DurableFolders(root);
            folders.forceNames(root);
            folders.forceNames(Optional.ofNullable(root.getParent()).orElse(root));
        } catch (IOException e) {
            throw new StoreFault(root).writing("a new store", e);
        }
    }

    private void link(Path draft) throws IOException {
        try {
            Files.createLink(marker(), draft);
        } catch (FileAlreadyExistsException e) {
            return; // another process was making the same store
        } catch (UnsupportedOperationException | FileSystemException e) {
            throw new IOException("hard links, which a store needs, cannot be made there (" + e.getMessage() + ")", e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void refuseUnlessEmpty() throws IOException {
        try (var names = Files.list(root)) {
            var other = names.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith(MARKER))
                    .sorted()
                    .findFirst();
            // A store that another process has made meanwhile has its marker before anything else.
            if (other.isPresent() && !Files.exists(marker())) {
                throw new ForeignFolderException(root, other.get());
            }
        }
    }

    private void checkMarker() throws IOException {
        String text;
        try {
            text = new String(Files.readAllBytes(marker()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreFault(root).reading(e);
        }
        var matcher = MARKER_TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new StoreFault(root).damaged(marker(), "does not begin with '" + FIRST_LINE + FORMAT + "'");
        }
        int format = Integer.parseInt(matcher.group(1));
        if (format != FORMAT) {
            throw new IOException(
                    "the store in " + root + " has format " + format + ", and this Backsight reads format " + FORMAT
                            + "; use the Backsight that wrote it, or a newer one");
        }
    }

    private Path marker() {
        return root.resolve(MARKER);
    }
}
