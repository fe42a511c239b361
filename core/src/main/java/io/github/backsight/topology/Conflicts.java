package io.github.backsight.topology;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// The features that shared arcs cannot dissolve, in clusters that have to be united together.
final class Conflicts {
    private final int[] group;
    private final Clusters clusters;
    private final BitSet concerned = new BitSet();
    private final BitSet broken = new BitSet();
    private final Map<Fault.Kind, BitSet> byKind = new EnumMap<>(Fault.Kind.class);

    /// @param group of each feature, or [Sides#NOTHING]
    Conflicts(int[] group) {
        this.group = group;
        this.clusters = new Clusters(group.length);
    }

    /// Takes in what is wrong between two features, if they are of the same group.
    void add(Fault.Kind kind, int feature, int other) {
        if (group[feature] == Sides.NOTHING || group[feature] != group[other]) {
            return;
        }
        if (feature == other) {
            broken.set(feature);
        } else {
            clusters.join(feature, other);
        }
        set(kind, feature);
        set(kind, other);
    }

    /// Takes in a feature that shared arcs do not know on all its sides.
    void addAlone(Fault.Kind kind, int feature) {
        if (group[feature] != Sides.NOTHING) {
            set(kind, feature);
        }
    }

    private void set(Fault.Kind kind, int feature) {
        concerned.set(feature);
        byKind.computeIfAbsent(kind, unused -> new BitSet()).set(feature);
    }

    boolean isEmpty() {
        return concerned.isEmpty();
    }

    int count() {
        return concerned.cardinality();
    }

    boolean concerns(int feature) {
        return concerned.get(feature);
    }

    /// {@return whether a feature is at odds with itself}
    boolean isBroken(int feature) {
        return broken.get(feature);
    }

    /// {@return the members of each cluster of `ofGroup`, by first member}
    Map<Integer, BitSet> clusters(int ofGroup) {
        var members = new TreeMap<Integer, BitSet>();
        concerned.stream()
                .filter(feature -> group[feature] == ofGroup)
                .forEach(feature -> members.computeIfAbsent(clusters.first(feature), unused -> new BitSet())
                        .set(feature));
        return members;
    }

    DissolveReport report() {
        var reasons = new EnumMap<Fault.Kind, Integer>(Fault.Kind.class);
        byKind.forEach((kind, features) -> reasons.put(kind, features.cardinality()));
        return new DissolveReport(count(), reasons);
    }
}
