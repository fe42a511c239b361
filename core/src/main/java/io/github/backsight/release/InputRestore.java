package io.github.backsight.release;

import io.github.backsight.store.Copy;
import io.github.backsight.store.Entry;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Brings an input back to the bytes that a release was built from, by copying an old version on top (law 3), or the
/// copy of it that a pinned release keeps.
final class InputRestore {
    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;

    InputRestore(ObjectStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
        this.reader = new StoreReader(store);
    }

    /// {@return what would have to be done; changes nothing}
    InputPlan plan(Pin pin) throws IOException {
        var newest = store.newest(pin.key());
        var now = Seen.of(pin.key(), newest);
        var version = newest.flatMap(StoreReader::version);
        if (version.isPresent() && has(version.get(), pin)) {
            return new InputPlan(pin, now, InputPlan.Change.NONE, Optional.empty());
        }
        var source = source(pin);
        var kept = source.isPresent() ? Optional.<VersionId>empty() : kept(pin);
        var change = source.isPresent() || kept.isPresent() ? InputPlan.Change.RESTORE : InputPlan.Change.GONE;
        return new InputPlan(pin, now, change, source.or(() -> kept), kept.map(unused -> layout.kept(pin)));
    }

    /// {@return the pinned version, or else the newest one with the same bytes}
    Optional<VersionId> source(Pin pin) throws IOException {
        var versions = store.history(pin.key()).stream()
                .flatMap(entry -> StoreReader.version(entry).stream())
                .toList();
        for (var version : versions) {
            if (version.id().equals(pin.version()) && has(version, pin)) {
                return Optional.of(version.id());
            }
        }
        for (var version : versions) {
            if (has(version, pin)) {
                return Optional.of(version.id());
            }
        }
        return Optional.empty();
    }

    /// {@return the copy that a pinned release keeps, if its bytes are the pinned ones}
    Optional<VersionId> kept(Pin pin) throws IOException {
        var newest = reader.newestVersion(layout.kept(pin));
        return newest.isPresent() && reader.has(newest.get(), pin.size(), pin.sha256())
                ? newest.map(Entry.Version::id)
                : Optional.empty();
    }

    /// The pinned id is taken at its word where the store vouches for no digest: to read hundreds of megabytes before
    /// acting costs minutes, and the bytes are proven afterwards.
    private boolean has(Entry.Version version, Pin pin) throws IOException {
        if (version.size() != pin.size()) {
            return false;
        }
        var vouched = reader.vouched(pin.key(), version.id());
        if (vouched.isPresent()) {
            return vouched.get().equals(pin.sha256());
        }
        return version.id().equals(pin.version())
                || reader.readSha256(pin.key(), version.id()).equals(pin.sha256());
    }

    /// What became of restoring one input.
    sealed interface Restored {
        /// @param version the newest now, with the pinned bytes
        record Done(VersionId version, String detail) implements Restored {}

        /// It changed after the plan was made, and what is newest now was not restored.
        record Outrun(Moved moved) implements Restored {}

        record InDoubt(IOException cause) implements Restored {}
    }

    /// Does what `plan` says, unless the input has changed since.
    ///
    /// @param plan one whose change is `RESTORE`
    Restored restore(InputPlan plan) throws IOException {
        if (plan.kept().isPresent()) {
            return restoreKept(plan);
        }
        var pin = plan.pin();
        var source = plan.source().orElseThrow();
        return switch (store.restore(pin.key(), source, plan.now().expectation())) {
            case Write.Stored stored ->
                new Restored.Done(stored.id(), "version " + source + " is on top again as version " + stored.id());
            case Write.Outrun unused -> look(plan, Optional.empty());
            case Write.Unknown unknown -> look(plan, Optional.of(unknown.cause()));
        };
    }

    /// No store copies from another key on a condition, so it is looked at just before; what somebody writes between
    /// the two stays below, as a version.
    private Restored restoreKept(InputPlan plan) throws IOException {
        var now = reader.seen(plan.pin().key());
        if (!now.equals(plan.now())) {
            return look(plan, Optional.empty());
        }
        var from = plan.from();
        var source = plan.source().orElseThrow();
        var attributes = store.details(from, source).attributes();
        try {
            store.copyAll(List.of(new Copy(from, source, plan.pin().key(), attributes)));
        } catch (MissingVersionException e) {
            throw e;
        } catch (IOException e) {
            return look(plan, Optional.of(e));
        }
        return look(plan, Optional.empty());
    }

    private Restored look(InputPlan plan, Optional<IOException> doubt) {
        var pin = plan.pin();
        try {
            var newest = store.newest(pin.key());
            var version = newest.flatMap(StoreReader::version);
            if (version.isPresent() && reader.has(version.get(), pin.size(), pin.sha256())) {
                return new Restored.Done(
                        version.get().id(),
                        plan.kept()
                                        .map(kept -> "the kept copy '" + kept + "'")
                                        .orElseGet(
                                                () -> "version " + plan.source().orElseThrow())
                                + " is on top again as version " + version.get().id());
            }
            var now = Seen.of(pin.key(), newest);
            return doubt.isPresent() && now.canStillFollow(plan.now())
                    ? new Restored.InDoubt(doubt.get())
                    : new Restored.Outrun(new Moved(plan.now(), now));
        } catch (IOException e) {
            doubt.ifPresent(e::addSuppressed);
            return new Restored.InDoubt(e);
        }
    }

    /// {@return what is wrong with the input after all; empty when its newest version has the pinned bytes}
    Optional<String> prove(Pin pin) throws IOException {
        var newest = reader.newestVersion(pin.key());
        if (newest.isEmpty()) {
            return Optional.of("'" + pin.key() + "' is missing");
        }
        if (newest.get().id().equals(pin.version())) {
            return Optional.empty(); // The very version that was pinned, and versions never change.
        }
        var sha256 = reader.sha256(pin.key(), newest.get().id());
        return sha256.equals(pin.sha256())
                ? Optional.empty()
                : Optional.of("'" + pin.key() + "' version " + newest.get().id() + " has SHA-256 " + sha256
                        + " and not the pinned " + pin.sha256());
    }
}
