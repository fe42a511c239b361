package io.github.backsight.release;

import io.github.backsight.store.Key;
import java.time.Duration;

/// What a process of a story is told to do.
sealed interface Command {
    /// Somebody's file arrives.
    record Put(Key key, String text) implements Command {}

    record Delete(Key key) implements Command {}

    /// A release is made from the inputs as they are, and stored.
    record Build() implements Command {}

    record Publish(ReleaseId release, Intent intent) implements Command {}

    record Rollback(Target target) implements Command {}

    record Undo() implements Command {}

    record Unfreeze() implements Command {}

    /// The newest operation that was interrupted is finished, or abandoned if it cannot go on.
    record Recover() implements Command {}

    /// Time passes.
    record Sleep(Duration time) implements Command {}
}
