package io.github.backsight.store;

import java.nio.file.Path;

/// Makes all that was written to a file system durable in one go, which for thousands of small files costs a tenth of
/// forcing each. Safe for use by many threads.
@FunctionalInterface
public interface FileSystemSync {
    /// Where nothing can do that: each file is forced by itself.
    FileSystemSync NONE = folder -> false;

    /// {@return whether everything written to the file system of `folder` before this call is durable now; if not, it
    /// may still be, and each file is to be forced by itself, which also tells what is wrong}
    boolean sync(Path folder);
}
