package io.github.backsight.build;

import io.github.backsight.finding.Finding;
import io.github.backsight.store.Sha256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a step or a whole build made below a folder.
///
/// @param files names relative to the folder, with `/` between folders
/// @param trees names of folders of tiles, likewise
/// @param tileDigests for each layer of tiles a digest over its tiles, whatever the container
/// @param counts whole numbers are `Long`, others `Double`; in the order that people read them
/// @param findings what was odd
public record Outputs(
        List<String> files,
        List<String> trees,
        Map<String, Sha256> tileDigests,
        Map<String, Number> counts,
        List<Finding> findings) {
    public static final Outputs NONE = new Outputs(List.of(), List.of(), Map.of(), Map.of(), List.of());

    public Outputs {
        files = List.copyOf(files);
        trees = List.copyOf(trees);
        tileDigests = Collections.unmodifiableMap(new LinkedHashMap<>(tileDigests));
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        findings = List.copyOf(findings);
    }

    /// {@return what the combine step counted and saw, before anything is written}
    static Outputs seen(Combined combined) {
        return new Outputs(List.of(), List.of(), Map.of(), combined.counts(), combined.findings());
    }

    /// {@return both together, these first}
    public Outputs and(Outputs others) {
        var digests = new LinkedHashMap<>(tileDigests);
        digests.putAll(others.tileDigests);
        var numbers = new LinkedHashMap<>(counts);
        numbers.putAll(others.counts);
        return new Outputs(
                joined(files, others.files),
                joined(trees, others.trees),
                digests,
                numbers,
                joined(findings, others.findings));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
