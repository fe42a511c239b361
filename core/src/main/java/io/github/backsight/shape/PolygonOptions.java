package io.github.backsight.shape;

import java.util.Optional;

/// How to read a polygon file.
///
/// @param id the property that holds the ids; `id` also means the feature's own member `id`. Without it a feature's id
/// is its number in the file, from 0
/// @param object the object of a TopoJSON file; may be absent when it has only one
/// @param dropWhenZero the numeric property that leaves out the features where it is 0, if any does
/// @param format what the content has to be; empty: whatever it is
/// @param properties whether the properties are read
public record PolygonOptions(
        Optional<String> id,
        Optional<String> object,
        Optional<String> dropWhenZero,
        Optional<PolygonFormat> format,
        Properties properties) {

    /// Whether the properties become a table.
    public enum Properties {
        SKIP,
        READ
    }

    /// Ids from a property, and nothing else.
    public static PolygonOptions id(String property) {
        return new PolygonOptions(
                Optional.of(property), Optional.empty(), Optional.empty(), Optional.empty(), Properties.SKIP);
    }

    /// Features numbered from 0, for files without ids.
    public static PolygonOptions numbered() {
        return new PolygonOptions(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Properties.SKIP);
    }

    public PolygonOptions withObject(String name) {
        return new PolygonOptions(id, Optional.of(name), dropWhenZero, format, properties);
    }

    public PolygonOptions withDropWhenZero(String property) {
        return new PolygonOptions(id, object, Optional.of(property), format, properties);
    }

    public PolygonOptions withFormat(PolygonFormat expected) {
        return new PolygonOptions(id, object, dropWhenZero, Optional.of(expected), properties);
    }

    public PolygonOptions withProperties() {
        return new PolygonOptions(id, object, dropWhenZero, format, Properties.READ);
    }
}
