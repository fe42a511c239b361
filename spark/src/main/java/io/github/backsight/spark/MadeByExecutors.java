package io.github.backsight.spark;

import io.github.backsight.build.Outputs;
import io.github.backsight.cli.Engine;
import io.github.backsight.store.SpreadBody;
import java.io.IOException;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/// What a build on Spark has made: executors hold the tiles of its archives until it is closed.
record MadeByExecutors(JavaSparkContext context, KeptResults kept, Outputs outputs, Map<String, SpreadBody> spread)
        implements Engine.Made {
    MadeByExecutors {
        spread = Map.copyOf(spread);
    }

    @Override
    public void forget() throws IOException {
        kept.forget();
    }

    @Override
    public void close() {
        letGo(context);
    }

    /// Lets executors forget whatever they hold.
    static void letGo(JavaSparkContext context) {
        context.getPersistentRDDs().values().forEach(each -> each.unpersist(false));
    }
}
