package io.github.backsight.store;

/// The store's own name for one version of a key; opaque, may begin with `-`, may be `null` spelled out.
public record VersionId(String value) {
    public VersionId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a version id is not empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
