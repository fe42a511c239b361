package io.github.backsight.spark;

import io.github.backsight.build.InputFile;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.shape.FeatureRange;
import io.github.backsight.shape.FeatureRange.Effect;
import io.github.backsight.shape.FeatureRange.State;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/// Reads plain GeoJSON by ranges of bytes: [FeatureRange] says how that can be.
///
/// Three times over the file, each time all tasks at once: what each range does to reading; how
/// many features begin in each; and the features. A fourth task meanwhile holds the whole file
/// against its digest.
///
/// @param ranges those with features
/// @param verifying under way
record RangedReading(
        JavaSparkContext context, StoreAccess access, List<Part> ranges, JavaFutureAction<Void> verifying) {
    RangedReading {
        ranges = List.copyOf(ranges);
    }

    /// A range and how reading comes to it.
    record Part(int number, boolean sequence, long from, long end, State before, long firstFeature)
            implements Serializable {
        FeatureRange range() {
            return new FeatureRange(sequence, from, end);
        }
    }

    /// What counting told of a range; `faults` why it could not go on.
    private record Counted(int number, long features, long closing, ArrayList<Finding> faults)
            implements Serializable {}

    /// {@return the reading of the coverage; empty where it is packed, TopoJSON, a lone feature,
    /// or too short to be worth it}
    ///
    /// @throws BadInputException if it cannot be used; it carries the findings
    static Optional<RangedReading> of(JavaSparkContext context, StoreAccess access, long rangeBytes)
            throws IOException {
        var configuration = access.settings();
        if (access.size() < 2 * rangeBytes
                || access.size() > configuration.limits().mostBytes()
                || access.polygons().member().isPresent()
                || isPacked(access.from(0, stream -> stream.readNBytes(2)))) {
            return Optional.empty();
        }
        var findings = new Findings(access.key());
        var options = InputFile.options(access.polygons());
        var beginning = access.from(
                0,
                first -> access.from(
                        0, second -> FeatureRange.beginning(new InOrder(first, second)::next, options, findings)));
        if (beginning.isEmpty()) {
            return Optional.empty();
        }
        var parts = reached(context, access, split(access.size(), beginning.get(), rangeBytes), beginning.get());
        var counted = counted(context, access, parts, findings);
        long features = counted.stream().mapToLong(Counted::features).sum();
        if (beginning.get().sequence() && features < 2) {
            return Optional.empty();
        }
        if (!beginning.get().sequence()) {
            long closing = counted.stream()
                    .mapToLong(Counted::closing)
                    .filter(offset -> offset >= 0)
                    .min()
                    .orElseThrow();
            access.from(closing, tail -> {
                FeatureRange.checkAround(beginning.get(), tail, options, findings);
                return true;
            });
        }
        var verifying = context.parallelize(List.of(access), 1).foreachAsync(StoreAccess::verify);
        return Optional.of(new RangedReading(context, access, numbered(parts, counted), verifying));
    }

    private record InOrder(ArrayList<InputStream> streams) {
        InOrder(InputStream first, InputStream second) {
            this(new ArrayList<>(List.of(first, second)));
        }

        InputStream next() {
            return new BufferedInputStream(streams.removeFirst(), 1 << 16);
        }
    }

    /// {@return whether what begins with these bytes is a zip, a gzip, or next to nothing}
    static boolean isPacked(byte[] start) {
        return start.length < 2
                || (start[0] == 'P' && start[1] == 'K')
                || (start[0] == 0x1f && start[1] == (byte) 0x8b);
    }

    private static List<Part> split(long size, FeatureRange.Beginning beginning, long rangeBytes) {
        var parts = new ArrayList<Part>();
        for (long from = beginning.head().length; from < size; from += rangeBytes) {
            parts.add(new Part(
                    parts.size(), beginning.sequence(), from, Math.min(from + rangeBytes, size), beginning.state(), 0));
        }
        return parts;
    }

    /// {@return the ranges up to that in which the list of features closes, with how reading
    /// comes to each}
    private static List<Part> reached(
            JavaSparkContext context, StoreAccess access, List<Part> parts, FeatureRange.Beginning beginning) {
        List<Effect> effects = context.parallelize(parts, parts.size())
                .map(part -> access.from(part.from, stream -> part.range().effect(stream)))
                .collect();
        var reached = new ArrayList<Part>();
        var state = beginning.state();
        for (var part : parts) {
            reached.add(new Part(part.number, part.sequence, part.from, part.end, state, 0));
            var effect = effects.get(part.number);
            if (!part.sequence && effect.goesBelow(state, FeatureRange.depthBetween(false))) {
                break;
            }
            state = effect.after(state);
        }
        return reached;
    }

    private static List<Counted> counted(
            JavaSparkContext context, StoreAccess access, List<Part> parts, Findings findings) throws IOException {
        var counted = new ArrayList<>(context.parallelize(parts, parts.size())
                .map(part -> counted(part, access))
                .collect());
        counted.sort(Comparator.comparingInt(Counted::number));
        long before = 0;
        for (var range : counted) {
            if (!range.faults.isEmpty()) {
                // Read once more, now that it is known how many features come before: people are told.
                tellFault(access, parts.get(range.number), before, findings);
                range.faults.forEach(findings::add);
                throw new BadInputException(findings.list());
            }
            before += range.features;
        }
        return counted;
    }

    private static void tellFault(StoreAccess access, Part part, long before, Findings findings) throws IOException {
        access.from(part.from, stream -> part.range().read(stream, part.before, before, block -> {}, findings));
    }

    private static Counted counted(Part part, StoreAccess access) throws IOException {
        try {
            var read = access.from(
                    part.from,
                    stream -> part.range().read(stream, part.before, 0, block -> {}, new Findings(access.key())));
            return new Counted(part.number, read.features(), read.closing().orElse(-1), new ArrayList<>());
        } catch (BadInputException fault) {
            return new Counted(part.number, 0, -1, new ArrayList<>(fault.findings()));
        }
    }

    private static List<Part> numbered(List<Part> parts, List<Counted> counted) {
        var numbered = new ArrayList<Part>();
        long first = 0;
        for (var part : parts) {
            numbered.add(new Part(part.number, part.sequence, part.from, part.end, part.before, first));
            first += counted.get(part.number).features;
        }
        return numbered;
    }

    /// {@return the blocks of all ranges}
    JavaRDD<Numbered> blocks() {
        var from = access;
        return context.parallelize(ranges, ranges.size()).flatMap(part -> blocks(part, from));
    }

    private static Iterator<Numbered> blocks(Part part, StoreAccess access) {
        var blocks = new BlockQueue<Numbered>();
        blocks.fill(sink -> {
            long[] number = {ParsedBlock.firstOf(part.number)};
            try {
                access.from(
                        part.from,
                        stream -> part.range()
                                .read(
                                        stream,
                                        part.before,
                                        part.firstFeature,
                                        block -> sink.accept(Numbered.of(number[0]++, block)),
                                        new Findings(access.key())));
            } catch (BadInputException fault) {
                sink.accept(Numbered.broken(number[0], fault));
            }
        });
        return blocks;
    }

    /// Waits until the file is known to be the one that was pinned.
    void verified() throws IOException {
        try {
            verifying.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + access.key() + " was being verified");
        } catch (ExecutionException e) {
            throw new IOException("cannot verify " + access.key() + ": " + e.getMessage(), e);
        }
    }
}
