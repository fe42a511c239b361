package io.github.backsight.spark;

import io.github.backsight.build.IdentifiedFaults;
import io.github.backsight.topology.CoverageFaults;
import io.github.backsight.topology.Fault;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;

/// A fault of borders that a block has found. Each is found by the block that owns the first of
/// its two features.
///
/// @param feature the order of the first feature
/// @param other the order of the other
record BorderFault(
        Fault.Kind kind,
        long feature,
        long other,
        String id,
        String otherId,
        int group,
        int otherGroup,
        double longitude,
        double latitude)
        implements Serializable {

    /// {@return whether two features of different groups lie on the same side of a border}
    boolean mixesGroups() {
        return kind == Fault.Kind.DOUBLED && group != otherGroup;
    }

    /// {@return all of `faults` in the order of features, then kinds}
    static List<BorderFault> sorted(JavaRDD<BorderFault> faults) {
        var sorted = new ArrayList<>(faults.collect());
        sorted.sort(Comparator.comparingLong(BorderFault::feature)
                .thenComparingLong(BorderFault::other)
                .thenComparing(BorderFault::kind));
        return sorted;
    }

    /// {@return those of one block}
    static Iterator<BorderFault> of(CoverageBlock block) {
        return CoverageFaults.of(block.borders().coverage()).list().stream()
                .filter(fault -> block.isOwn(fault.feature()))
                .map(fault -> of(block, fault))
                .iterator();
    }

    private static BorderFault of(CoverageBlock block, Fault fault) {
        var feature = block.feature(fault.feature());
        var other = block.feature(fault.other());
        return new BorderFault(
                fault.kind(),
                feature.order(),
                other.order(),
                feature.id(),
                other.id(),
                feature.group(),
                other.group(),
                fault.longitude(),
                fault.latitude());
    }

    /// {@return the faults as people are told of them}
    static IdentifiedFaults identified(List<BorderFault> faults) {
        long[] orders = faults.stream()
                .flatMapToLong(fault -> LongStream.of(fault.feature, fault.other))
                .sorted()
                .distinct()
                .toArray();
        Map<Integer, String> ids = new HashMap<>();
        List<Fault> list = new ArrayList<>();
        for (var fault : faults) {
            int feature = Arrays.binarySearch(orders, fault.feature);
            int other = Arrays.binarySearch(orders, fault.other);
            ids.put(feature, fault.id);
            ids.put(other, fault.otherId);
            list.add(new Fault(fault.kind, feature, other, fault.longitude, fault.latitude));
        }
        return new IdentifiedFaults(list, ids);
    }
}
