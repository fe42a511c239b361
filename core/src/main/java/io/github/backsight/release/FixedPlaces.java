package io.github.backsight.release;

import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// What one release puts at the fixed places: its files by name. Left out are the documents that [StableDocuments]
/// keeps, and the indexes of trees, which nobody reads there.
///
/// @param files sorted by name
record FixedPlaces(Map<String, Bytes> files) {
    /// Files that nobody knows: nothing of a release can be taken for being there.
    static final FixedPlaces UNKNOWN = new FixedPlaces(Map.of());

    /// What lies at one place.
    record Bytes(long size, Sha256 sha256, String contentType) {
        boolean same(Bytes other) {
            return size == other.size && sha256.equals(other.sha256);
        }
    }

    static FixedPlaces of(Manifest manifest, StoreReader reader, Layout layout) throws IOException {
        var files = new TreeMap<String, Bytes>();
        for (var artifact : manifest.artifacts()) {
            switch (artifact) {
                case Artifact.File file
                when !StableDocuments.keeps(file.name()) ->
                    files.put(file.name(), new Bytes(file.size(), file.sha256(), file.contentType()));
                case Artifact.File unused -> {}
                case Artifact.Tree tree -> addTree(manifest, tree, reader, layout, files);
            }
        }
        for (var name : files.keySet()) {
            requireFree(manifest, name, layout);
        }
        return new FixedPlaces(files);
    }

    private static void addTree(
            Manifest manifest, Artifact.Tree tree, StoreReader reader, Layout layout, Map<String, Bytes> files)
            throws IOException {
        var key = layout.artifact(manifest.id(), tree.index().name());
        var newest = reader.newestVersion(key);
        if (newest.isEmpty()) {
            throw new IOException("'" + key + "' is missing; build release " + manifest.id() + " again");
        }
        var bytes = reader.bytes(key, newest.get().id());
        if (!Sha256.of(bytes).equals(tree.index().sha256())) {
            throw new IOException("'" + key + "' has other bytes than its manifest says; build the release again");
        }
        for (var entry : TreeIndex.of(bytes, key.value()).entries()) {
            var name = tree.name() + "/" + entry.path();
            files.put(name, new Bytes(entry.size(), entry.sha256(), MediaTypes.ofName(name)));
        }
    }

    /// A copy must never lie over what Backsight itself keeps, or over an input.
    private static void requireFree(Manifest manifest, String name, Layout layout) throws IOException {
        var key = layout.stable(name);
        boolean input = manifest.pins().stream().anyMatch(pin -> pin.key().equals(key));
        if (input || key.equals(layout.live()) || name.startsWith("releases/") || name.startsWith(".backsight/")) {
            throw new IOException("'" + key + "' cannot be published in place: "
                    + (input ? "an input has that key" : "Backsight keeps its own records there")
                    + ". Choose another publish.prefix, or 'mode: releases'");
        }
    }
}
