package io.github.backsight.cli;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.StoreLocation;
import io.github.backsight.history.Source;
import io.github.backsight.release.Lifespan;
import io.github.backsight.release.Outlook;
import io.github.backsight.release.Recipe;
import io.github.backsight.s3.S3ObjectStore;
import io.github.backsight.s3.S3Options;
import io.github.backsight.s3.Surroundings;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.web.StoreWithAddresses;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/// The configuration and the opened store of one command.
///
/// @param outlook on what the store removes by itself
record Workplace(Configuration configuration, ObjectStore store, Outlook outlook) implements AutoCloseable {

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
        return switch (configuration.store()) {
            case StoreLocation.Folder folder -> {
                var store = missing == Missing.CREATE
                        ? FolderObjectStore.openOrCreate(folder.path(), clock, SyncCommand.ofThisMachine())
                        : FolderObjectStore.open(folder.path(), clock, SyncCommand.ofThisMachine());
                yield of(session, configuration, store, new Outlook(() -> Lifespan.ENDLESS, clock));
            }
            case StoreLocation.Bucket bucket -> {
                var store = S3ObjectStore.open(bucket, S3Options.of(configuration.publish()), surroundings(session));
                yield of(session, configuration, store, new Outlook(() -> store.lifespan(clock), clock));
            }
        };
    }

    private static Workplace of(Session session, Configuration configuration, ObjectStore opened, Outlook outlook) {
        var store = session.environment().watch().over(opened);
        boolean readsAddresses =
                configuration.inputs().stream().anyMatch(input -> StoreWithAddresses.isAddress(input.key()));
        return new Workplace(configuration, readsAddresses ? new StoreWithAddresses(store) : store, outlook);
    }

    static Surroundings surroundings(Session session) {
        var environment = session.environment();
        var host = Stream.of("HOSTNAME", "COMPUTERNAME")
                .map(environment::variable)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("some host");
        var owner = host + ", process " + ProcessHandle.current().pid();
        return new Surroundings(
                environment.clock(), System::nanoTime, new SecureRandom(), environment.freshNames(), owner);
    }

    String prefix() {
        return configuration.publish().prefix();
    }

    /// {@return what decides what a build makes, as the configuration says it now}
    ///
    /// @throws io.github.backsight.config.ConfigurationException if its codebook could not be read
    Recipe recipe() throws IOException {
        return new Recipe(io.github.backsight.config.Recipe.of(configuration).json());
    }

    /// {@return the same, as far as it is known: to go back takes no codebook}
    Recipe recipeAsFarAsKnown() {
        return new Recipe(
                io.github.backsight.config.Recipe.asFarAsKnown(configuration).json());
    }

    /// {@return the inputs, as their past is asked for}
    List<Source> sources() {
        return configuration.inputs().stream()
                .map(input -> new Source(input.name(), input.key()))
                .toList();
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
