package io.github.backsight.cli;

import io.github.backsight.console.Access;
import io.github.backsight.console.Changes;
import io.github.backsight.console.ConsoleServer;
import io.github.backsight.console.Part;
import io.github.backsight.console.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// Consoles as 'serve' starts them.
final class Consoles {
    private Consoles() {}

    static ConsoleServer start(Session session, Workplace workplace, Path folder, Access access) throws IOException {
        return start(session, workplace, folder, access, new CommandChanges(new OwnCommands(session)));
    }

    static ConsoleServer start(Session session, Workplace workplace, Path folder, Access access, Changes changes)
            throws IOException {
        return start(session, workplace, folder, access, changes, List.of());
    }

    static ConsoleServer start(
            Session session, Workplace workplace, Path folder, Access access, Changes changes, List<Part> parts)
            throws IOException {
        return ConsoleServer.start(
                access,
                new CommandAnswers(new OwnCommands(session), Files.createDirectories(folder.resolve("pages"))),
                changes,
                new Published(workplace.store(), workplace.prefix()),
                new ConsoleServer.Surroundings(
                        folder.resolve("plans"),
                        Files.createDirectories(folder.resolve("sent")),
                        session.environment().clock(),
                        () -> UUID.randomUUID().toString()),
                parts);
    }
}
