package io.github.backsight.spark;

import io.github.backsight.topology.PartialWeighing;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/// Weighs the vertices of all blocks, round by round: in each round every block goes over its own
/// borders, and tells the blocks around it which vertices it took out.
///
/// How many rounds there are is what the local build does: up to three for each tolerance, as
/// long as borders were held up by others and something was taken out anywhere.
final class Rounds {
    private final JavaRDD<CoverageBlock> blocks;
    private final List<Float> tolerances = new ArrayList<>();
    private JavaRDD<State> states;

    private Rounds(JavaRDD<CoverageBlock> blocks) {
        this.blocks = blocks;
        this.states = blocks.map(block -> State.none(block.borders().weighing()));
    }

    /// What a block knows after a round.
    ///
    /// @param round in which each vertex was taken out, or 0; without what other blocks took out in
    /// the last round
    /// @param heldUp own arcs for which another round may do more
    /// @param removed how many vertices the last round took out
    /// @param news by block, the places of vertices taken out in the last round
    private record State(byte[] round, int[] heldUp, int removed, Map<Integer, long[]> news) implements Serializable {
        static State none(PartialWeighing weighing) {
            return new State(weighing.none(), new int[0], 0, new HashMap<>());
        }
    }

    private record Told(State state, long[] news) implements Serializable {}

    /// What all blocks did in a round.
    private record Sum(long removed, long heldUp) implements Serializable {
        Sum and(Sum other) {
            return new Sum(removed + other.removed, heldUp + other.heldUp);
        }
    }

    /// The weights of all blocks.
    ///
    /// @param round of each block, partition by partition: in which round each vertex was taken
    /// out, or 0
    /// @param tolerance of each round
    record Weighed(JavaRDD<byte[]> round, float[] tolerance) {}

    /// {@return the weights for `tolerances`, each larger than the one before}
    static Weighed run(JavaRDD<CoverageBlock> blocks, float[] tolerances) {
        var rounds = new Rounds(blocks);
        for (float tolerance : tolerances) {
            var sum = rounds.round(tolerance, false);
            for (int again = 1; again < PartialWeighing.MOST_ROUNDS && sum.removed > 0 && sum.heldUp > 0; again++) {
                sum = rounds.round(tolerance, true);
            }
        }
        return rounds.weighed();
    }

    private Sum round(float tolerance, boolean again) {
        byte before = (byte) tolerances.size();
        tolerances.add(tolerance);
        var told = told();
        var former = states;
        states = blocks.zipPartitions(
                        told, (block, state) -> Rounds.one(block.next(), state.next(), before, tolerance, again))
                .persist(StorageLevel.MEMORY_AND_DISK());
        var sum =
                states.map(state -> new Sum(state.removed, state.heldUp.length)).reduce(Sum::and);
        former.unpersist(false);
        return sum;
    }

    /// {@return each state with what the other blocks have told}
    private JavaRDD<Told> told() {
        var news = states.flatMapToPair(state -> state.news.entrySet().stream()
                        .map(each -> new Tuple2<>(each.getKey(), each.getValue()))
                        .iterator())
                .partitionBy(new HashPartitioner(blocks.getNumPartitions()))
                .values();
        return states.zipPartitions(news, (state, all) -> {
            var places = LongStream.builder();
            all.forEachRemaining(each -> Arrays.stream(each).forEach(places));
            return List.of(new Told(state.next(), places.build().toArray())).iterator();
        });
    }

    private static Iterator<State> one(CoverageBlock block, Told told, byte before, float tolerance, boolean again) {
        var borders = block.borders();
        var weighing = borders.weighing();
        byte[] known = weighing.apply(told.state.round, told.news, before);
        int[] turn = again ? told.state.heldUp : weighing.ownArcs();
        var step = weighing.step(known, turn, (byte) (before + 1), tolerance);
        return List.of(new State(step.round(), step.heldUp(), step.removed().length, news(borders, step.removed())))
                .iterator();
    }

    private static Map<Integer, long[]> news(CoverageBlock.Borders borders, int[] removed) {
        Map<Integer, LongStream.Builder> places = new HashMap<>();
        int arc = 0;
        for (int v : removed) {
            if (v < borders.coverage().arcStart(arc)) {
                arc = 0;
            }
            while (v >= borders.coverage().arcStart(arc + 1)) {
                arc++;
            }
            for (int block : borders.blocksOfArc()[arc]) {
                places.computeIfAbsent(block, unused -> LongStream.builder())
                        .add(borders.weighing().place(v));
            }
        }
        var news = new HashMap<Integer, long[]>();
        places.forEach((block, builder) -> news.put(block, builder.build().toArray()));
        return news;
    }

    private Weighed weighed() {
        byte last = (byte) tolerances.size();
        var all = blocks.zipPartitions(told(), (block, told) -> {
            var state = told.next();
            return List.of(block.next().borders().weighing().apply(state.state.round, state.news, last))
                    .iterator();
        });
        float[] toleranceOf = new float[tolerances.size()];
        for (int i = 0; i < toleranceOf.length; i++) {
            toleranceOf[i] = tolerances.get(i);
        }
        return new Weighed(all, toleranceOf);
    }
}
