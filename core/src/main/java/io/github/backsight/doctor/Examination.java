package io.github.backsight.doctor;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Pinning;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Releases;
import io.github.backsight.release.Status;
import io.github.backsight.release.StatusReader;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Examines what a rollback needs of any store. Changes nothing.
public final class Examination {
    private final ObjectStore store;
    private final Configuration configuration;

    public Examination(ObjectStore store, Configuration configuration) {
        this.store = store;
        this.configuration = configuration;
    }

    /// What was found.
    ///
    /// @param pins the input versions that a rollback writes back: those of the last good release, else of the live
    /// one
    /// @param inputBytes how large the newest versions of all inputs are together
    public record Findings(List<Diagnosis> diagnoses, List<Pin> pins, long inputBytes) {
        public Findings {
            diagnoses = List.copyOf(diagnoses);
            pins = List.copyOf(pins);
        }
    }

    public Findings examine() {
        var diagnoses = new ArrayList<Diagnosis>();
        var pins = new ArrayList<Pin>();
        long bytes = 0;
        for (var input : configuration.inputs()) {
            var subject = "input " + input.name();
            bytes += size(input);
            diagnoses.addAll(
                    Look.at(subject, "Mend that, then run doctor again", () -> List.of(input(subject, input))));
        }
        diagnoses.addAll(Look.at("releases", "Run backsight releases, and see what is missing", () -> releases(pins)));
        return new Findings(diagnoses, pins, bytes);
    }

    private long size(InputSettings input) {
        try {
            return store.newest(input.key())
                    .filter(Entry.Version.class::isInstance)
                    .map(Entry.Version.class::cast)
                    .map(Entry.Version::size)
                    .orElse(0L);
        } catch (IOException e) {
            // The look at the input tells why.
            return 0;
        }
    }

    private Diagnosis input(String subject, InputSettings input) throws IOException {
        var newest = store.newest(input.key());
        if (newest.isEmpty()) {
            return Diagnosis.bad(
                    subject,
                    "'" + input.key() + "' was never there",
                    "Upload it with: backsight put " + input.name() + " FILE");
        }
        return switch (newest.get()) {
            case Entry.DeleteMarker marker ->
                Diagnosis.bad(
                        subject,
                        "'" + input.key() + "' was deleted at " + marker.time() + "; its versions are still there",
                        "Bring it back with: backsight rollback");
            case Entry.Version version -> {
                readByte(version);
                yield Diagnosis.good(
                        subject,
                        "'" + input.key() + "' version " + version.id() + " of " + version.time() + " can be read");
            }
        };
    }

    private void readByte(Entry.Version version) throws IOException {
        try (var in = store.read(version.key(), version.id(), 0, Math.min(1, version.size()))) {
            in.readAllBytes();
        }
    }

    private List<Diagnosis> releases(List<Pin> pins) throws IOException {
        var keys = new LinkedHashMap<String, Key>();
        configuration.inputs().forEach(input -> keys.put(input.name(), input.key()));
        var status = new StatusReader(store, prefix()).status(keys);
        var diagnoses = new ArrayList<Diagnosis>();
        diagnoses.add(live(status));
        status.notes().forEach(note -> diagnoses.add(Diagnosis.warning(note.object(), note.message(), note.action())));
        var target = target(status);
        diagnoses.add(target.map(manifest -> Diagnosis.good(
                        "last good release", manifest.id() + " is whole: its files are there with their sizes"))
                .orElseGet(() -> noTarget(status)));
        var wanted = target.isPresent() ? target : find(status.live().map(Status.Live::release));
        for (var pin : wanted.map(Manifest::pins).orElse(List.of())) {
            pins.add(pin);
            diagnoses.addAll(
                    Look.at("pin " + pin.input(), "Mend that, then run doctor again", () -> List.of(pinned(pin))));
        }
        diagnoses.addAll(drift(status));
        diagnoses.add(unfinished(status));
        return diagnoses;
    }

    private String prefix() {
        return configuration.publish().prefix();
    }

    private Optional<Manifest> target(Status status) throws IOException {
        return find(status.lastGood());
    }

    private Optional<Manifest> find(Optional<ReleaseId> release) throws IOException {
        return release.isEmpty() ? Optional.empty() : new Releases(store, prefix()).find(release.get());
    }

    private static Diagnosis live(Status status) {
        return status.live()
                .map(live -> Diagnosis.good("live release", live.release() + " since " + live.since()))
                .orElseGet(() -> Diagnosis.warning(
                        "live release", "nothing is live", "Run backsight build, then backsight publish"));
    }

    private static Diagnosis noTarget(Status status) {
        var found = "there is no good release before the live one, so a rollback has nowhere to go";
        boolean young = status.live().isPresent()
                && status.live().flatMap(Status.Live::previous).isEmpty();
        // With one release there never was anything to go back to; that is young, not broken.
        return young
                ? Diagnosis.warning("last good release", found, "The next publish makes the present one the last good")
                : Diagnosis.bad(
                        "last good release",
                        found,
                        "See backsight releases and backsight verify; then publish a good release: backsight publish");
    }

    private Diagnosis pinned(Pin pin) throws IOException {
        var subject = "pin " + pin.input();
        try {
            readByte(store.details(pin.key(), pin.version()).version());
            return Diagnosis.good(subject, "version " + pin.version() + " of '" + pin.key() + "' can be read");
        } catch (MissingVersionException e) {
            if (new Pinning(store, prefix(), key -> false).keeps(pin)) {
                return Diagnosis.good(
                        subject,
                        "version " + pin.version() + " of '" + pin.key() + "' is gone, and 'pin' keeps a copy");
            }
            return Diagnosis.bad(
                    subject,
                    "version " + pin.version() + " of '" + pin.key()
                            + "' is gone for ever; the release itself is whole",
                    "Roll back without this input's file, or upload it again: backsight put " + pin.input() + " FILE");
        }
    }

    private static List<Diagnosis> drift(Status status) {
        var diagnoses = new ArrayList<Diagnosis>();
        status.inputs().forEach((name, input) -> {
            var subject = "live matches " + name;
            switch (input.match()) {
                case SAME_BYTES -> diagnoses.add(Diagnosis.good(subject, "the newest version is what is live"));
                case OTHER_BYTES ->
                    diagnoses.add(Diagnosis.warning(
                            subject,
                            "the newest version differs from what is live",
                            "If it is meant to be live: backsight build, then backsight publish"));
                case UNKNOWN ->
                    diagnoses.add(Diagnosis.unknown(
                            subject,
                            "the store knows no SHA-256 of the newest version",
                            "Run backsight versions " + name));
                case MISSING, NOT_PINNED -> {}
            }
        });
        return diagnoses;
    }

    private static Diagnosis unfinished(Status status) {
        return status.unfinished().isEmpty()
                ? Diagnosis.good("unfinished operations", "none")
                : Diagnosis.warning(
                        "unfinished operations",
                        status.unfinished().size() + ", the first by "
                                + status.unfinished().getFirst().who(),
                        "Complete it with: " + status.unfinished().getFirst().next());
    }
}
