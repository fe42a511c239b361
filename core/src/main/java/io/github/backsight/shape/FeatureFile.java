package io.github.backsight.shape;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/// Reads GeoJSON: one thread cuts the stream into blocks, others parse them, and the results are joined in the order of
/// the file, so that everything comes out the same for any number of threads.
///
/// At most a few blocks for each thread are in memory, never the file.
final class FeatureFile {
    private final FeatureSplitter splitter;
    private final boolean sequence;
    private final PolygonOptions options;
    private final int threads;
    private final Findings findings;
    private final Batch whole;
    private final Deque<Future<Batch>> underWay = new ArrayDeque<>();

    private FeatureFile(InputStream stream, boolean sequence, PolygonOptions options, int threads, Findings findings) {
        this.splitter = new FeatureSplitter(stream, sequence);
        this.sequence = sequence;
        this.options = options;
        this.threads = threads;
        this.findings = findings;
        this.whole = new Batch(options, findings.object());
    }

    static Batch read(InputStream stream, boolean sequence, PolygonOptions options, int threads, Findings findings)
            throws IOException {
        var file = new FeatureFile(stream, sequence, options, threads, findings);
        var workers = Executors.newFixedThreadPool(threads);
        try {
            file.readAll(workers);
        } finally {
            workers.shutdownNow();
            findings.addAll(file.whole.findings());
        }
        return file.whole;
    }

    private void readAll(ExecutorService workers) throws IOException {
        try {
            for (var block = splitter.next(); block.isPresent(); block = splitter.next()) {
                var features = block.get();
                underWay.add(workers.submit(() -> parse(features)));
                if (underWay.size() > threads + 1) {
                    join(underWay.remove());
                }
            }
            joinAll();
            requireRoot(splitter, sequence, whole);
        } catch (Fault fault) {
            joinAll();
            var rest = splitter.rest();
            if (rest.isPresent()) {
                whole.addAll(parse(rest.get()));
            }
            whole.breakOff(fault, "byte " + splitter.bytes() + ", after " + splitter.features() + " features");
        }
        if (whole.broken()) {
            throw new BadInputException(whole.findings().list());
        }
    }

    private Batch parse(Block block) {
        var batch = FeatureReader.read(block, options, findings.object());
        splitter.recycle(block);
        return batch;
    }

    private void joinAll() throws IOException {
        while (!underWay.isEmpty()) {
            join(underWay.remove());
        }
    }

    private void join(Future<Batch> later) throws IOException {
        try {
            whole.addAll(later.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + findings.object());
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot parse " + findings.object(), e.getCause());
        }
        if (whole.broken()) {
            throw new BadInputException(whole.findings().list());
        }
    }

    /// Looks at what stands around the features, once they all have been cut out.
    static void requireRoot(FeatureSplitter splitter, boolean sequence, Batch whole) throws Fault {
        if (splitter.isLoneFeature()) {
            throw Root.wrong("a single Feature");
        }
        if (sequence) {
            return;
        }
        byte[] outside = splitter.outside().bytes();
        try (var parser = Json.parser(outside, 0, outside.length)) {
            var type = "";
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isType = parser.currentName().equals("type");
                var value = parser.nextToken();
                if (isType && value == JsonToken.VALUE_STRING) {
                    type = parser.getString();
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw Fault.layout("after the collection's end stands something more");
            }
            if (!type.equals("FeatureCollection")) {
                throw Root.wrong(type.isEmpty() ? "an object without type" : "a " + type);
            }
        } catch (JacksonException e) {
            var place =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            whole.breakOff(Fault.of(e), "byte " + splitter.outside().place(place));
        }
    }
}
