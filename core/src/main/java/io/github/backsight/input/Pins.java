package io.github.backsight.input;

import io.github.backsight.config.InputSettings;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out which exact versions a build is to read.
public final class Pins {
    private final ObjectStore store;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Key, Optional<Entry>> newest = new HashMap<>();

    private Pins(ObjectStore store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    /// {@return the newest version of each input, in the order of `inputs`}
    ///
    /// Inputs that are members of one object get the same version of it.
    ///
    /// @param progress told of an object read to its end because the store does not know its SHA-256
    /// @throws BadInputException with a finding for every input that is missing or deleted
    public static List<Pin> newest(ObjectStore store, List<? extends InputSettings> inputs, Progress progress)
            throws IOException {
        return at(store, inputs, Map.of(), progress);
    }

    /// As [#newest], but of the named inputs these versions.
    ///
    /// @param versions by the input's name; those not named are taken at their newest
    /// @throws IllegalArgumentException if a name is none of `inputs`
    /// @throws BadInputException with a finding for every input whose version is missing
    public static List<Pin> at(
            ObjectStore store, List<? extends InputSettings> inputs, Map<String, VersionId> versions, Progress progress)
            throws IOException {
        var names = inputs.stream().map(InputSettings::name).toList();
        for (var name : versions.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "no input is named '" + name + "'; there are " + String.join(", ", names));
            }
        }
        return new Pins(store, progress).all(inputs, versions);
    }

    private List<Pin> all(List<? extends InputSettings> inputs, Map<String, VersionId> versions) throws IOException {
        var pins = new ArrayList<Pin>();
        for (var input : inputs) {
            var version = Optional.ofNullable(versions.get(input.name()));
            var details = version.isPresent() ? details(input, version.get()) : newestDetails(input);
            if (details.isPresent()) {
                pins.add(pin(input, details.get()));
            }
        }
        if (!findings.isEmpty()) {
            throw new BadInputException(findings);
        }
        return List.copyOf(pins);
    }

    private Pin pin(InputSettings input, Details details) throws IOException {
        var version = details.version();
        return new Pin(input.name(), input.key(), version.id(), version.size(), Digests.of(store, details, progress));
    }

    private Optional<Details> details(InputSettings input, VersionId version) throws IOException {
        try {
            return Optional.of(store.details(input.key(), version));
        } catch (MissingVersionException e) {
            refuse(
                    "input.no-such-version",
                    input,
                    "the input '" + input.name() + "' has no version '" + version + "' with content",
                    "List those it has with: backsight versions " + input.name());
            return Optional.empty();
        }
    }

    private Optional<Details> newestDetails(InputSettings input) throws IOException {
        if (!newest.containsKey(input.key())) {
            newest.put(input.key(), store.newest(input.key()));
        }
        var entry = newest.getOrDefault(input.key(), Optional.empty());
        if (entry.isEmpty()) {
            refuse(
                    "input.missing",
                    input,
                    "the input '" + input.name() + "' is not in " + store.location() + " and never was",
                    "Store it with: backsight put " + input.name() + " FILE");
            return Optional.empty();
        }
        return switch (entry.get()) {
            case Entry.Version present -> Optional.of(store.details(input.key(), present.id()));
            case Entry.DeleteMarker marker -> {
                refuse(
                        "input.deleted",
                        input,
                        "the input '" + input.name() + "' was deleted at " + marker.time()
                                + "; its versions are still there",
                        "Bring it back with: backsight rollback; or store another with: backsight put " + input.name()
                                + " FILE");
                yield Optional.empty();
            }
        };
    }

    private void refuse(String code, InputSettings input, String message, String action) {
        findings.add(new Finding(code, Severity.FAIL, input.key().value(), "", message, action, 1, List.of()));
    }
}
