package io.github.backsight.cli;

import io.github.backsight.release.Artifact;
import io.github.backsight.release.Releases;
import io.github.backsight.s3.Runbook;
import io.github.backsight.store.Entry;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The break-glass page of a folder store: how to get the good map and its inputs out of the folder by hand. The
/// pointer of a folder is moved by Backsight alone: a record that is written by hand and is not exactly right makes the
/// store unreadable.
///
/// @param configuration the file that Backsight was run with
record FolderRunbook(FolderObjectStore store, Runbook.Subject subject, Path configuration) {

    String text() throws IOException {
        var release = subject.plan().release();
        var page = new StringBuilder("""
                # Break glass: the map of release %s out of `%s`, without Backsight

                Printed by Backsight %s at %s.

                A folder store needs no network and no account, only Java and the program: with a JDK 21 or newer,

                    java -jar backsight.jar rollback %s --yes --config %s

                does the whole rollback. Without any Backsight the pointer cannot be moved safely: its versions are records
                with checksums. But every file lies whole in the folder, and these commands bring the good map and its inputs
                out, to serve them by other means. They change nothing in the folder. Each line of `sha256sum` answers `OK`;
                on a Mac it is `shasum -a 256 -c`.
                """.formatted(
                        release,
                        store.location(),
                        subject.version(),
                        subject.now(),
                        release,
                        quoted(configuration.toString())));
        section(page, "The files of the release", files());
        section(page, "The inputs that it was built from", inputs());
        page.append("""

                ## When Backsight works again

                `backsight status`, then `backsight rollback %s`. Nothing that was done here has to be undone.
                """.formatted(release));
        return page.toString();
    }

    private static void section(StringBuilder page, String title, List<String> lines) {
        page.append("\n## ").append(title).append("\n\n");
        if (lines.isEmpty()) {
            page.append("None can be had.\n");
            return;
        }
        page.append("```sh\n");
        lines.forEach(line -> page.append(line).append('\n'));
        page.append("```\n");
    }

    /// Trees of thousands of tiles are left out: their archives, or the GeoJSON, have the same map.
    private List<String> files() throws IOException {
        var lines = new ArrayList<String>();
        for (var artifact : subject.release().artifacts()) {
            switch (artifact) {
                case Artifact.File file -> lines.addAll(copy("map/" + file.name(), key(file.name()), file));
                case Artifact.Tree tree ->
                    lines.add("# " + tree.files() + " tiles of " + tree.name()
                            + " are left out: each is a file below objects/ in the folder");
            }
        }
        return lines;
    }

    private Key key(String name) {
        return new Releases(store, subject.configuration().publish().prefix())
                .key(subject.plan().release(), name);
    }

    private List<String> copy(String name, Key key, Artifact.File file) throws IOException {
        return store.newest(key).orElse(null) instanceof Entry.Version version
                ? copy(name, key, version.id(), file.size(), file.sha256())
                : List.of("# " + name + " is missing");
    }

    private List<String> inputs() throws IOException {
        var lines = new ArrayList<String>();
        for (var input : subject.plan().inputs()) {
            var pin = input.pin();
            switch (input.change()) {
                case RESTORE ->
                    lines.addAll(copy(
                            "inputs/" + pin.input(),
                            input.from(),
                            input.source().orElseThrow(),
                            pin.size(),
                            pin.sha256()));
                case NONE ->
                    lines.addAll(copy(
                            "inputs/" + pin.input(),
                            pin.key(),
                            input.now().version().orElseThrow(),
                            pin.size(),
                            pin.sha256()));
                case GONE -> lines.add("# no version of " + pin.key() + " has the bytes of the release any more");
            }
        }
        return lines;
    }

    private List<String> copy(String name, Key key, VersionId version, long size, Sha256 sha256) throws IOException {
        var target = Path.of(name);
        var folder = String.valueOf(target.getParent());
        return List.of(
                "mkdir -p " + quoted(folder) + " && tail -c " + size + " "
                        + quoted(store.file(key, version).toString()) + " > " + quoted(name),
                "echo " + quoted(sha256 + "  " + name) + " | sha256sum -c");
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./:=%@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
