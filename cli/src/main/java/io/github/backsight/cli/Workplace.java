package io.github.backsight.cli;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.StoreLocation;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;

/// The configuration and the opened store of one command.
record Workplace(Configuration configuration, ObjectStore store) implements AutoCloseable {

    /// Opens the store for a command that only looks, or that needs what is there: a missing folder is a mistake.
    static Workplace open(Session session) throws IOException {
        return open(session, Missing.REFUSE);
    }

    /// Opens the store for a command that may be the first to write to it.
    static Workplace openOrCreate(Session session) throws IOException {
        return open(session, Missing.CREATE);
    }

    private enum Missing {
        REFUSE,
        CREATE
    }

    private static Workplace open(Session session, Missing missing) throws IOException {
        var configuration = Configuration.read(session.configurationFile());
        var clock = session.environment().clock();
        var store = switch (configuration.store()) {
            case StoreLocation.Folder folder ->
                missing == Missing.CREATE
                        ? FolderObjectStore.openOrCreate(folder.path(), clock)
                        : FolderObjectStore.open(folder.path(), clock);
            case StoreLocation.Bucket bucket ->
                throw new CommandException(
                        ExitCode.USAGE,
                        "the store is " + bucket.text()
                                + ", but this version of Backsight only knows folders. Say 'store: file:./store' in "
                                + configuration.file());
        };
        return new Workplace(configuration, store);
    }

    String prefix() {
        return configuration.publish().prefix();
    }

    /// {@return how many threads a build uses: as configured, or one a processor}
    int threads() {
        return configuration.threads().orElse(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
