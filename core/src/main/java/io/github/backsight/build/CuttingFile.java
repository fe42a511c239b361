package io.github.backsight.build;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.section.SectionFile;
import io.github.backsight.section.SectionFileWriter;
import io.github.backsight.section.SectionReader;
import io.github.backsight.section.SectionWriter;
import io.github.backsight.shape.Polygons;
import io.github.backsight.tile.Cutting;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.CoverageFaults;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Writes and reads a [Prepared] as a file of sections: `facts`, `polygons`, `coverage`, `faults`, and `cutting-0` and
/// so
/// on, one a zoom. Sections are read side by side.
final class CuttingFile {
    private static final String FACTS = "facts";
    private static final String POLYGONS = "polygons";
    private static final String COVERAGE = "coverage";
    private static final String FAULTS = "faults";
    private static final String CUTTING = "cutting-";

    private CuttingFile() {}

    /// @param file which is there, and empty
    static void write(Path file, CuttingKey key, Prepared prepared) throws IOException {
        var groundwork = prepared.groundwork();
        try (var sections = SectionFileWriter.to(file, bytes(key))) {
            sections.section(FACTS, section -> writeFacts(section, prepared));
            sections.section(POLYGONS, groundwork.polygons()::writeTo);
            sections.section(COVERAGE, groundwork.coverage()::writeTo);
            sections.section(FAULTS, groundwork.faults()::writeTo);
            for (int number = 0; number < prepared.high().size(); number++) {
                sections.section(CUTTING + number, prepared.high().get(number)::writeTo);
            }
            sections.finish();
        }
    }

    /// {@return what is in `file`, all of it verified}
    ///
    /// @throws io.github.backsight.section.DamagedFileException if it is not as it was written for `key`
    static Prepared read(Path file, CuttingKey key, int threads) throws IOException {
        try (var sections = SectionFile.open(file, bytes(key));
                var workers = Executors.newFixedThreadPool(threads)) {
            var facts = sections.read(FACTS, CuttingFile::facts);
            // The longest first.
            var polygons = later(workers, () -> sections.read(POLYGONS, Polygons::from));
            List<Future<Cutting>> cuttings = new ArrayList<>();
            for (int number = 0; number < facts.cuttings(); number++) {
                var name = CUTTING + number;
                cuttings.addFirst(later(workers, () -> sections.read(name, Cutting::from)));
            }
            var faults = later(workers, () -> sections.read(FAULTS, CoverageFaults::from));
            var read = done(polygons);
            var coverage = later(workers, () -> sections.read(COVERAGE, section -> Coverage.from(section, read.ids())));
            List<Cutting> high = new ArrayList<>();
            for (var cutting : cuttings) {
                high.addFirst(done(cutting));
            }
            return new Prepared(
                    new Groundwork(read, facts.dropped(), facts.findings(), done(coverage), done(faults)), high);
        }
    }

    private record Facts(long dropped, List<Finding> findings, int cuttings) {}

    private static void writeFacts(SectionWriter section, Prepared prepared) throws IOException {
        section.number(prepared.high().size());
        section.number(prepared.groundwork().dropped());
        section.number(prepared.groundwork().findings().size());
        for (var finding : prepared.groundwork().findings()) {
            section.texts(List.of(
                    finding.code(),
                    finding.severity().name(),
                    finding.object(),
                    finding.place(),
                    finding.message(),
                    finding.action()));
            section.number(finding.count());
            section.texts(finding.examples());
        }
    }

    private static Facts facts(SectionReader section) throws IOException {
        int cuttings = section.smallNumber();
        long dropped = section.number();
        int count = section.smallNumber();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var texts = section.texts().iterator();
            findings.add(new Finding(
                    texts.next(),
                    Severity.valueOf(texts.next()),
                    texts.next(),
                    texts.next(),
                    texts.next(),
                    texts.next(),
                    section.number(),
                    section.texts()));
        }
        return new Facts(dropped, findings, cuttings);
    }

    private static <T> Future<T> later(ExecutorService workers, Callable<T> task) {
        return workers.submit(task);
    }

    private static <T> T done(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a kept cutting was being read");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            throw new IllegalStateException("a kept cutting could not be read", e.getCause());
        }
    }

    private static byte[] bytes(CuttingKey key) {
        return HexFormat.of().parseHex(key.sha256().hex());
    }
}
