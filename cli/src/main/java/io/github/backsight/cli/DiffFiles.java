package io.github.backsight.cli;

import io.github.backsight.cli.picture.ChangePicture;
import io.github.backsight.cli.picture.PictureFile;
import io.github.backsight.draft.Draft;
import io.github.backsight.page.ChangePage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The files that a comparison also writes.
///
/// @param csv each changed cell of a table
/// @param html the page
/// @param png the picture of the page's map
/// @param force whether files that are there may be replaced
record DiffFiles(Optional<Path> csv, Optional<Path> html, Optional<Path> png, boolean force) {
    /// What makes the page, if one is asked for: it takes longer than the comparison.
    @FunctionalInterface
    interface Maker {
        ChangePage page() throws IOException;
    }

    boolean wantPage() {
        return html.isPresent() || png.isPresent();
    }

    /// @throws CommandException if a file is there already that may not be replaced
    void requireFree(Session session) throws CommandException {
        for (var option : Map.of("--csv", csv, "--html", html, "--png", png).entrySet()) {
            if (option.getValue().isPresent()
                    && Files.exists(session.path(option.getValue().get()))
                    && !force) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "'" + option.getValue().get() + "' of " + option.getKey()
                                + " is there already; replace it with --force, or name another");
            }
        }
    }

    /// Writes the page and the picture, those that are asked for.
    ///
    /// @return what to tell people, one sentence a file
    List<String> write(Session session, Maker maker) throws IOException {
        if (!wantPage()) {
            return List.of();
        }
        var page = maker.page();
        var notes = new ArrayList<String>();
        if (html.isPresent()) {
            try (var draft = Draft.of(session.path(html.get()))) {
                try (var out = Files.newBufferedWriter(draft.file(), StandardCharsets.UTF_8)) {
                    page.writeTo(out);
                }
                draft.publish();
            }
            notes.add("The page is " + html.get() + ": open it in a browser.");
        }
        if (png.isPresent()) {
            PictureFile.write(ChangePicture.of(page).draw(), session.path(png.get()));
            notes.add("The picture is " + png.get() + ".");
        }
        if (page.map().isEmpty()) {
            notes.add(page.noMap());
        }
        return notes;
    }

    /// {@return the files that were asked for, as they were named}
    List<String> names() {
        return Stream.of(csv, html, png)
                .flatMap(Optional::stream)
                .map(Path::toString)
                .toList();
    }
}
