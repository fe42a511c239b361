package io.github.backsight.shape;

import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Nearest;
import io.github.backsight.finding.Severity;
import io.github.backsight.parquet.ParquetColumn;
import java.util.Optional;

/// What came of a run of features: polygons, properties, findings; runs are joined in the order of the file.
///
/// For one thread at a time.
final class Batch {
    private final PolygonsBuilder polygons = new PolygonsBuilder();
    private final Optional<PropertyColumns> columns;
    private final Findings findings;
    private final PolygonOptions options;
    private final Head head;
    private final GeometryReader geometry = new GeometryReader(polygons);
    private long dropped;
    private long features;
    private boolean broken;

    Batch(PolygonOptions options, String object) {
        this.options = options;
        this.findings = new Findings(object);
        this.columns = options.properties() == PolygonOptions.Properties.READ
                ? Optional.of(new PropertyColumns())
                : Optional.empty();
        this.head = new Head(options, columns);
    }

    /// Takes a property of the feature under way that is given as text, blank where it has no value.
    void property(ParquetColumn column, String text) {
        head.property(column.name(), text, column.kind() == ParquetColumn.Kind.NUMBER);
        columns.ifPresent(all -> all.stage(column.name(), text, column.kind()));
    }

    PolygonsBuilder polygons() {
        return polygons;
    }

    GeometryReader geometry() {
        return geometry;
    }

    Findings findings() {
        return findings;
    }

    /// {@return the head of the feature under way}
    Head head() {
        return head;
    }

    /// {@return how many features there were, kept or not}
    long features() {
        return features;
    }

    long dropped() {
        return dropped;
    }

    /// {@return whether reading stopped in this batch, with a finding that says why}
    boolean broken() {
        return broken;
    }

    /// Begins the next feature.
    void begin() {
        head.clear();
    }

    /// Forgets what came of the feature under way, which is read once more.
    void beginAgain() {
        takeBack();
        head.clear();
    }

    /// Ends the feature under way, which is kept or dropped.
    ///
    /// @param number of the feature in the file, from 0
    void end(long number, String place) {
        features++;
        if (head.lacksDropProperty()) {
            findings.see(
                    "shape.no-drop-property",
                    Severity.WARN,
                    place,
                    "",
                    "the property '" + options.dropWhenZero().orElseThrow() + "', which leaves out features where it"
                            + " is 0, is missing"
                            + Nearest.hint(options.dropWhenZero().get(), head.names()),
                    "Configure the right name as drop-when-zero");
        }
        if (head.dropped()) {
            dropped++;
            takeBack();
            return;
        }
        var id = head.id(number);
        if (id.isEmpty()) {
            seeNoId(place);
        } else if (head.idIsNumber()) {
            findings.see(
                    "shape.numeric-id",
                    Severity.WARN,
                    place,
                    id,
                    "ids are numbers, and numbers lose their leading zeros",
                    "Write the ids as text, in quotes");
        }
        seeOddGeometry(place, id);
        polygons.endFeature(id);
        columns.ifPresent(PropertyColumns::keep);
    }

    /// Forgets the feature under way, because of `fault`.
    void spoil(Fault fault, String place) {
        features++;
        fault.see(place, findings);
        takeBack();
    }

    /// Forgets the feature under way, because of a fault after which nothing can be read.
    void breakOff(Fault fault, String place) {
        spoil(fault, place);
        broken = true;
    }

    private void takeBack() {
        polygons.takeBack();
        columns.ifPresent(PropertyColumns::discard);
        geometry.tookHeights();
        geometry.tookJumps();
        geometry.hasReadAhead();
    }

    /// Adds what came of the run after this one.
    void addAll(Batch later) {
        polygons.addAll(later.polygons);
        if (columns.isPresent() && later.columns.isPresent()) {
            columns.get().addAll(later.columns.get());
        }
        findings.addAll(later.findings);
        features += later.features;
        dropped += later.dropped;
        broken |= later.broken;
    }

    Features build() {
        return new Features(polygons.build(), columns.map(gathered -> gathered.table(polygons.ids())), dropped);
    }

    /// Sees what can be told of all features together only.
    void seeWhole(Findings findings) {
        if (columns.isPresent() && columns.get().notFinite() > 0) {
            findings.see(
                    "shape.property-not-finite",
                    Severity.WARN,
                    "",
                    "",
                    "properties that are not finite numbers are taken as blank",
                    "Look for a division by zero where the file is made",
                    columns.get().notFinite());
        }
    }

    private void seeNoId(String place) {
        var property = options.id().orElseThrow();
        findings.see(
                "shape.no-id",
                Severity.FAIL,
                place,
                "",
                "a feature has no property '" + property + "'" + Nearest.hint(property, head.names()),
                "Configure the property that holds the ids as the input's id, or put the file that has it");
    }

    private void seeOddGeometry(String place, String id) {
        if (!polygons.hasPolygon()) {
            findings.see(
                    "shape.no-geometry",
                    Severity.INFO,
                    place,
                    id,
                    "a feature has no polygon: its geometry is null or empty",
                    "Nothing to do if that is meant; it is not drawn");
        }
        if (geometry.tookHeights()) {
            findings.see(
                    "shape.heights",
                    Severity.WARN,
                    place,
                    id,
                    "positions have a third number, the height; it is left out",
                    "Export the polygons without heights");
        }
        if (geometry.tookJumps()) {
            findings.see(
                    "shape.antimeridian",
                    Severity.WARN,
                    place,
                    id,
                    "a ring jumps more than 180 degrees of longitude between two vertices: it seems to cross the"
                            + " antimeridian uncut, and is drawn right across the map",
                    "Cut the polygon at 180 degrees (RFC 7946 section 3.1.9; ogr2ogr -wrapdateline)");
        }
    }
}
