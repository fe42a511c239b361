package io.github.backsight.release;

import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import java.util.Optional;

/// Where things lie in the store, below one prefix; `docs/formats.md` draws it.
///
/// @param prefix without `/` at either end; empty for the store's root
record Layout(String prefix) {
    static final String MANIFEST = "manifest.json";
    private static final String JSON = ".json";

    Layout {
        if (prefix.startsWith("/") || prefix.endsWith("/")) {
            throw new IllegalArgumentException("publish.prefix has no '/' at either end: '" + prefix + "'");
        }
    }

    /// {@return the small object that says which release is live}
    Key live() {
        return new Key(below("live.json"));
    }

    /// {@return what the keys of all releases begin with}
    String releases() {
        return below("releases/");
    }

    Key manifest(ReleaseId release) {
        return artifact(release, MANIFEST);
    }

    /// @param name relative to the release
    Key artifact(ReleaseId release, String name) {
        return new Key(releases() + release + "/" + name);
    }

    /// {@return the stable place of a document that follows the live release, such as `tiles/high.json`}
    Key stable(String name) {
        return new Key(below(name));
    }

    /// {@return the record of what lies at the fixed places}
    Key inPlace() {
        return new Key(below(".backsight/in-place.json"));
    }

    /// {@return what `key` is called below the prefix}
    String name(Key key) {
        return prefix.isEmpty() ? key.value() : key.value().substring(prefix.length() + 1);
    }

    /// {@return the object whose being there says that the freeze of a rollback was lifted}
    Key unfrozen(OperationId operation) {
        return new Key(below(".backsight/unfrozen/" + operation + ".json"));
    }

    /// {@return the lease on all that lies below the prefix}
    Key lock() {
        return new Key(below(".backsight/lock.json"));
    }

    /// {@return what the keys of all records that lift a quarantine begin with}
    String quarantineLifted() {
        return below(".backsight/quarantine/lifted/");
    }

    /// {@return the object whose being there says that these bytes are no longer held by that rollback}
    Key quarantineLifted(Sha256 sha256, OperationId operation) {
        return new Key(quarantineLifted() + sha256 + "/" + operation + ".json");
    }

    /// {@return the record that a release was built although bytes of it were in quarantine}
    Key forcedBuild(ReleaseId release) {
        return new Key(below(".backsight/quarantine/forced/" + release + ".json"));
    }

    /// {@return the copy of an input's bytes that pinned releases keep, by what was pinned}
    ///
    /// Named by its bytes, so that releases which share an input share the copy, and it is found by any pin.
    Key kept(Pin pin) {
        return new Key(below(".backsight/pinned/inputs/" + pin.input() + "/" + pin.sha256()));
    }

    /// {@return the record of why a release is pinned}
    Key pinned(ReleaseId release) {
        return new Key(below(".backsight/pinned/releases/" + release + ".json"));
    }

    /// {@return what checks and people say of these bytes of an input}
    Key verdict(String input, Sha256 sha256) {
        return new Key(verdicts(input) + sha256 + JSON);
    }

    /// {@return what the keys of all verdicts on an input begin with}
    String verdicts(String input) {
        return below(".backsight/verdicts/" + input + "/");
    }

    /// {@return the bytes that a key of [#verdict] is about; empty for other keys}
    Optional<Sha256> judged(String input, Key key) {
        var name = key.value().substring(verdicts(input).length());
        var hex = name.endsWith(JSON) ? name.substring(0, name.length() - JSON.length()) : "";
        return hex.matches("[0-9a-f]{64}") ? Optional.of(new Sha256(hex)) : Optional.empty();
    }

    /// {@return what a check of the release's own files found}
    Key checked(ReleaseId release) {
        return new Key(below(".backsight/checked/" + release + JSON));
    }

    /// {@return what the keys of everything that one drill makes begin with}
    String drill(OperationId operation) {
        return below(".backsight/drill/" + operation + "/");
    }

    /// {@return what the keys of the records of all drills begin with}
    String drills() {
        return below(".backsight/drills/");
    }

    /// {@return the record of a drill}
    Key drilled(OperationId operation) {
        return new Key(drills() + operation + ".json");
    }

    /// {@return what the keys of all journal entries begin with}
    String journal() {
        return below(".backsight/journal/");
    }

    /// @param name as in `004-pointer-done.json`
    Key journal(OperationId operation, String name) {
        return new Key(journal() + operation + "/" + name);
    }

    /// {@return what the keys of one operation's journal entries begin with}
    String journal(OperationId operation) {
        return journal() + operation + "/";
    }

    private String below(String name) {
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }
}
