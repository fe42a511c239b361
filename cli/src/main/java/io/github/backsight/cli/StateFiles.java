package io.github.backsight.cli;

import io.github.backsight.build.InputFiles;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.history.Combination;
import io.github.backsight.history.InputVersion;
import io.github.backsight.input.InputCache;
import io.github.backsight.input.Pins;
import io.github.backsight.store.Pin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Local copies of input versions, each brought and verified when it is first asked for.
final class StateFiles implements AutoCloseable {
    private final Session session;
    private final Workplace workplace;
    private final InputCache cache;
    private final Map<Asked, Path> files = new HashMap<>();

    private record Asked(String input, InputVersion version) {}

    StateFiles(Session session, Workplace workplace) {
        this.session = session;
        this.workplace = workplace;
        this.cache = new InputCache(
                workplace.store(),
                InputCache.folderBeside(workplace.configuration().file()),
                InputCache.MOST_BYTES,
                session.environment().clock());
    }

    /// {@return the files of a combination; only those that are asked for are brought}
    InputFiles of(Combination combination) {
        return input -> file(input, combination.version(input));
    }

    private Path file(String input, InputVersion version) throws IOException {
        var asked = new Asked(input, version);
        var known = files.get(asked);
        if (known != null) {
            return known;
        }
        var file = brought(input, version);
        files.put(asked, file);
        return file;
    }

    private Path brought(String input, InputVersion version) throws IOException {
        try {
            return cache.fetch(pin(input, version), session.progress());
        } catch (BadInputException e) {
            throw new UnobtainableException(e.findings().getFirst().message(), e);
        }
    }

    private Pin pin(String input, InputVersion version) throws IOException {
        var settings = List.of(workplace.configuration().input(input));
        return Pins.at(workplace.store(), settings, Map.of(input, version.id()), session.progress())
                .getFirst();
    }

    @Override
    public void close() throws IOException {
        cache.close();
    }
}
