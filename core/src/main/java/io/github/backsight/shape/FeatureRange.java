package io.github.backsight.shape;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// A range of bytes of plain GeoJSON, so that many can read one file at once: what
/// [FeatureBlocks] does from its beginning.
///
/// Whether a bracket in the middle of a file opens something, only what comes before it tells. So
/// every range is first looked at alone ([#effect]), for each way in which reading may come to
/// it; then, from the beginning of the file on, it is known how reading does come to each
/// ([Effect#after]); and then each range can be read ([#read]): a feature belongs to the range in
/// which it begins.
///
/// @param sequence whether the values of the file are features, not one FeatureCollection
/// @param from the offset of the first byte
/// @param end the offset after the last one
public record FeatureRange(boolean sequence, long from, long end) {

    /// Where reading stands before a byte.
    ///
    /// @param escaped whether the byte before was a `\` that means what comes
    /// @param depth how many brackets are open
    public record State(boolean inText, boolean escaped, int depth) implements Serializable {
        private int kind() {
            return escaped ? 2 : inText ? 1 : 0;
        }
    }

    /// What a range does to reading, for each of three ways to come to it: outside of a text,
    /// inside, and after a `\`.
    ///
    /// @param end the state at its end, the depth as it changed
    /// @param least the least that the depth changed by on the way
    public record Effect(State[] end, int[] least) implements Serializable {
        /// {@return where reading stands after the range}
        public State after(State before) {
            var state = end[before.kind()];
            return new State(state.inText, state.escaped, before.depth + state.depth);
        }

        /// {@return whether fewer than `depth` brackets are open somewhere in the range}
        public boolean goesBelow(State before, int depth) {
            return before.depth + least[before.kind()] < depth;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Effect effect
                    && Arrays.equals(end, effect.end)
                    && Arrays.equals(least, effect.least);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(least);
        }

        @Override
        public String toString() {
            return "Effect" + Arrays.toString(end);
        }
    }

    /// Where the features of a file begin.
    ///
    /// @param head all that comes before, the bracket of the list included; nothing of a sequence
    public record Beginning(boolean sequence, byte[] head) {
        /// {@return the state before the first feature}
        public State state() {
            return new State(false, false, depthBetween(sequence));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Beginning beginning
                    && sequence == beginning.sequence
                    && Arrays.equals(head, beginning.head);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(head);
        }

        @Override
        public String toString() {
            return "Beginning[" + head.length + " bytes before the features]";
        }
    }

    /// What reading a range told.
    ///
    /// @param features how many begin in it
    /// @param closing the offset of the bracket that closes the list, where it is in the range or
    /// after its last feature
    public record Read(long features, OptionalLong closing) {}

    /// {@return how many brackets are open between two features}
    public static int depthBetween(boolean sequence) {
        return sequence ? 0 : 2;
    }

    /// {@return where the features of a file begin; empty where it is TopoJSON, or no collection
    /// whose list can be found}
    ///
    /// @param start two streams of the file from its first byte, one after the other
    /// @throws BadInputException if it is nothing of the kind, or not what `options` ask for; it
    /// carries the findings
    public static Optional<Beginning> beginning(Start start, PolygonOptions options, Findings findings)
            throws IOException {
        try {
            Root root;
            try (var stream = start.open()) {
                root = Root.of(stream);
            }
            PolygonReader.refuseOtherFormat(root.format(), options, findings);
            try (var stream = start.open()) {
                return switch (root) {
                    case TOPOLOGY -> Optional.empty();
                    case SEQUENCE -> Optional.of(new Beginning(true, new byte[0]));
                    case COLLECTION -> head(stream);
                };
            }
        } catch (Fault fault) {
            fault.see("beginning", findings);
            throw new BadInputException(findings.list());
        }
    }

    /// Opens a file at its first byte.
    public interface Start {
        InputStream open() throws IOException;
    }

    private static Optional<Beginning> head(InputStream stream) throws IOException, Fault {
        var envelope = new Envelope();
        for (int letter = stream.read(); letter >= 0; letter = stream.read()) {
            if (envelope.opensList((byte) letter)) {
                return Optional.of(new Beginning(false, envelope.bytes()));
            }
        }
        return Optional.empty();
    }

    /// Looks at what stands around the features, as [FeatureBlocks#next] does at the end.
    ///
    /// @param tail what comes from the bracket that closes the list on
    /// @throws BadInputException if it is not what a FeatureCollection has there; it carries the
    /// findings
    public static void checkAround(Beginning beginning, InputStream tail, PolygonOptions options, Findings findings)
            throws IOException {
        var whole = new Batch(options, findings.object());
        try {
            var around =
                    new FeatureSplitter(new SequenceInputStream(new ByteArrayInputStream(beginning.head), tail), false);
            var rest = around.next();
            if (rest.isPresent()) {
                throw Fault.layout("the collection has two lists of features");
            }
            FeatureFile.requireRoot(around, false, whole);
        } catch (Fault fault) {
            fault.see("after the features", findings);
            throw new BadInputException(findings.list());
        }
        if (whole.broken()) {
            findings.addAll(whole.findings());
            throw new BadInputException(findings.list());
        }
    }

    /// {@return what the range does to reading}
    ///
    /// @param stream of its bytes, or more
    public Effect effect(InputStream stream) throws IOException {
        var walks = new RangeWalk[] {
            new RangeWalk(new State(false, false, 0)),
            new RangeWalk(new State(true, false, 0)),
            new RangeWalk(new State(true, true, 0))
        };
        byte[] bytes = new byte[1 << 16];
        for (long left = end - from; left > 0; ) {
            int got = stream.read(bytes, 0, (int) Math.min(bytes.length, left));
            if (got < 0) {
                break;
            }
            for (var walk : walks) {
                walk.over(bytes, got);
            }
            left -= got;
        }
        return new Effect(
                Arrays.stream(walks).map(RangeWalk::state).toArray(State[]::new),
                Arrays.stream(walks).mapToInt(RangeWalk::least).toArray());
    }

    /// Reads the features that begin in the range.
    ///
    /// @param stream of the file from the first byte of the range, to its end
    /// @param before where reading stands before the range
    /// @param firstFeature how many features begin before the range
    /// @param sink is given the features in blocks
    /// @throws BadInputException if the file cannot be used from here on; it carries the findings
    public Read read(InputStream stream, State before, long firstFeature, Consumer<Block> sink, Findings findings)
            throws IOException {
        var reader = new RangeReader(this, stream, before, firstFeature, sink);
        try {
            return reader.read();
        } catch (Fault fault) {
            fault.see("byte " + reader.offset() + ", after " + reader.features() + " features", findings);
            throw new BadInputException(findings.list());
        }
    }
}
