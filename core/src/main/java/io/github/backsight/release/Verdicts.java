package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.store.Entry;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Keeps what is said of the bytes of inputs, one record for each input and content, below
/// `.backsight/verdicts/`.
///
/// A new word lies on top of the one before, as a new version. Safe for use by many threads.
public final class Verdicts {
    private final ObjectStore store;
    private final Layout layout;

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public Verdicts(ObjectStore store, String prefix) {
        this(store, new Layout(prefix));
    }

    Verdicts(ObjectStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
    }

    /// {@return what is said of these bytes of that input; empty where nobody has looked}
    public Optional<InputVerdict> find(String input, Sha256 sha256) throws IOException {
        var key = layout.verdict(input, sha256);
        var found = new StoreReader(store).find(key);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ReleaseJson.read(found.get().bytes(), InputVerdict.class, InputVerdict.FORMAT, key.value()));
    }

    /// Keeps a verdict of checks. What a person has said of the same bytes stays, and so does what was
    /// measured since other bytes.
    ///
    /// @return what counts now
    /// @throws IOException if it is not kept, or may not be
    public InputVerdict keep(InputVerdict verdict) throws IOException {
        var now = find(verdict.input(), verdict.sha256()).map(verdict::after).orElse(verdict);
        new Records(store).put(layout.verdict(verdict.input(), verdict.sha256()), now);
        return now;
    }

    /// Keeps a verdict with a person's word in it.
    ///
    /// @return why nobody knows whether it is kept; empty when it is
    /// @throws IOException if it is certain that it is not
    public Optional<IOException> overrule(InputVerdict verdict) throws IOException {
        try {
            new Records(store).put(layout.verdict(verdict.input(), verdict.sha256()), verdict);
            return Optional.empty();
        } catch (InDoubtException e) {
            return Optional.of(e);
        }
    }

    /// {@return what is said of the bytes of that input, by their digest}
    public Map<Sha256, InputVerdict> all(String input) throws IOException {
        return of(input, judged(input));
    }

    /// {@return the digests of the bytes of that input that something is said of}
    public Set<Sha256> judged(String input) throws IOException {
        return store.list(layout.verdicts(input)).stream()
                .filter(entry -> entry.newest() && entry instanceof Entry.Version)
                .map(entry -> layout.judged(input, entry.key()))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// {@return what is said of these bytes of that input; only those that somebody has looked at}
    public Map<Sha256, InputVerdict> of(String input, Collection<Sha256> digests) throws IOException {
        var all = new HashMap<Sha256, InputVerdict>();
        Looks.atMany(
                store,
                List.copyOf(digests),
                digest -> find(input, digest),
                (digest, found) -> found.ifPresent(verdict -> all.put(digest, verdict)));
        return all;
    }

    /// {@return what is said of those of `pins` that somebody has looked at}
    Judged of(List<Pin> pins) throws IOException {
        return new Judged(
                Looks.atAll(store, pins, pin -> find(pin.input(), pin.sha256()).map(found -> new JudgedPin(pin, found)))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    record JudgedPin(Pin pin, InputVerdict verdict) {}

    /// What is said of the inputs of a release.
    record Judged(List<JudgedPin> pins) {
        /// {@return those that are bad}
        List<JudgedPin> bad() {
            return pins.stream()
                    .filter(judged -> judged.verdict().verdict() == Verdict.BAD)
                    .toList();
        }

        /// {@return what refuses to publish that release}
        List<Finding> refusing(ReleaseId release) {
            return bad().stream()
                    .map(judged -> judged.verdict().ofPublish(release, judged.pin()))
                    .toList();
        }

        /// {@return which a person calls good, whatever checks say}
        List<Pin> calledGood() {
            return pins.stream()
                    .filter(judged -> judged.verdict().isCalled(Verdict.GOOD))
                    .map(JudgedPin::pin)
                    .toList();
        }

        /// {@return why the release is none to go back to: a person calls bytes of it bad}
        Optional<String> condemned() {
            return pins.stream()
                    .filter(judged -> judged.verdict().isCalled(Verdict.BAD))
                    .map(judged -> "the bytes of its input " + judged.pin().input() + " are "
                            + judged.verdict().why())
                    .findFirst();
        }
    }
}
