package io.github.backsight.bench;

import java.io.IOException;

/// One turn of a contender: prepares what must be fresh, which is not measured, then works.
@FunctionalInterface
interface Attempt {
    Measurement run() throws IOException;
}
