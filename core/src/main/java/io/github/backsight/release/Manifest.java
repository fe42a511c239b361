package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a release is: what it was made from, what was made, and what the checks said of it.
///
/// Holds no time and nothing of the machine, so that the same build makes the same bytes (law 7). A release exists
/// when its manifest does.
///
/// @param format of this document and of the artifacts; part of the id
/// @param id always the digest of pins, recipe and format
/// @param backsight the version of Backsight that built it
/// @param pins by input name; their version ids are those of the first build
/// @param artifacts by name
/// @param tileDigests for each tile archive a digest over its tiles, whatever the container
/// @param counts what was counted, in the order that people read it; whole numbers are `Long`, others finite `Double`
/// @param findings what led to the verdict
public record Manifest(
        int format,
        ReleaseId id,
        String backsight,
        List<Pin> pins,
        Recipe recipe,
        List<Artifact> artifacts,
        SortedMap<String, Sha256> tileDigests,
        Map<String, Number> counts,
        Verdict verdict,
        List<Finding> findings) {
    /// The format that this code writes, and the newest that it reads.
    public static final int FORMAT = 1;

    public Manifest {
        pins = pins.stream().sorted(java.util.Comparator.comparing(Pin::input)).toList();
        artifacts = artifacts.stream()
                .sorted(java.util.Comparator.comparing(Artifact::name))
                .toList();
        requireDistinct("input", pins.stream().map(Pin::input).toList());
        requireDistinct("artifact", artifacts.stream().map(Artifact::name).toList());
        if (!id.equals(ReleaseId.of(pins, recipe, format))) {
            throw new IllegalArgumentException("release " + id + " is not what its pins, recipe and format make: "
                    + ReleaseId.of(pins, recipe, format));
        }
        if (verdict == Verdict.GOOD && Verdict.of(findings) == Verdict.BAD) {
            throw new IllegalArgumentException("release " + id + " has findings that refuse it and cannot be good");
        }
        tileDigests = Collections.unmodifiableSortedMap(new TreeMap<>(tileDigests));
        counts = plain(counts);
        findings = List.copyOf(findings);
    }

    /// {@return the manifest of a new release, with its id and the present format}
    public static Manifest of(
            String backsight,
            List<Pin> pins,
            Recipe recipe,
            List<Artifact> artifacts,
            Map<String, Sha256> tileDigests,
            Map<String, ? extends Number> counts,
            Verdict verdict,
            List<Finding> findings) {
        return new Manifest(
                FORMAT,
                ReleaseId.of(pins, recipe, FORMAT),
                backsight,
                pins,
                recipe,
                artifacts,
                new TreeMap<>(tileDigests),
                new LinkedHashMap<>(counts),
                verdict,
                findings);
    }

    /// {@return the count of that name; empty where this release did not count it}
    public Optional<Number> count(String name) {
        return Optional.ofNullable(counts.get(name));
    }

    /// {@return the pin of that input; empty where this release did not read it}
    public Optional<Pin> pin(String input) {
        return pins.stream().filter(pin -> pin.input().equals(input)).findFirst();
    }

    /// {@return the artifact of that name}
    public Optional<Artifact> artifact(String name) {
        return artifacts.stream()
                .filter(artifact -> artifact.name().equals(name))
                .findFirst();
    }

    /// {@return this manifest as it is stored: the same bytes for equal manifests}
    public byte[] bytes() {
        return ReleaseJson.bytes(this);
    }

    /// Reads what [#bytes()] wrote; fields that this version does not know are passed over.
    ///
    /// @param object what people call the object that the bytes came from
    /// @throws IOException if they are damaged, or of a newer format than this version reads
    static Manifest of(byte[] bytes, String object) throws IOException {
        return ReleaseJson.read(bytes, Manifest.class, FORMAT, object);
    }

    private static void requireDistinct(String what, List<String> names) {
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("an " + what + " is named twice: " + names);
        }
    }

    /// Whole numbers as `Long`, all others as `Double`, so that a manifest read back is equal to the one written.
    private static Map<String, Number> plain(Map<String, Number> counts) {
        var plain = new LinkedHashMap<String, Number>();
        counts.forEach((name, number) -> {
            switch (number) {
                case Byte n -> plain.put(name, n.longValue());
                case Short n -> plain.put(name, n.longValue());
                case Integer n -> plain.put(name, n.longValue());
                case Long n -> plain.put(name, n);
                case Number n when Double.isFinite(n.doubleValue()) -> plain.put(name, n.doubleValue());
                default -> throw new IllegalArgumentException("count '" + name + "' is not finite: " + number);
            }
        });
        return Collections.unmodifiableMap(plain);
    }
}
