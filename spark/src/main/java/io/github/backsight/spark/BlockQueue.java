package io.github.backsight.spark;

import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns one who gives things away into an iterator over them: a thread of its own gives, one
/// thing at a time, and waits until it has been taken. For one taker.
final class BlockQueue<T> implements Iterator<T> {
    /// One who gives.
    interface Giver<T> {
        void give(Consumer<T> sink) throws IOException;
    }

    private sealed interface Message<T> {
        record Thing<T>(T value) implements Message<T> {}

        record End<T>(@Nullable Throwable fault) implements Message<T> {}
    }

    private final SynchronousQueue<Message<T>> messages = new SynchronousQueue<>();
    private @Nullable Message<T> ahead;

    /// Starts the thread.
    void fill(Giver<T> giver) {
        var thread = new Thread(() -> put(new Message.End<>(fault(giver))), "backsight-blocks");
        thread.setDaemon(true);
        thread.start();
    }

    private @Nullable Throwable fault(Giver<T> giver) {
        try {
            giver.give(thing -> put(new Message.Thing<>(thing)));
            return null;
        } catch (IOException | RuntimeException | OutOfMemoryError fault) {
            return fault;
        }
    }

    private void put(Message<T> message) {
        try {
            messages.put(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while blocks were handed over", e);
        }
    }

    @Override
    public boolean hasNext() {
        if (ahead == null) {
            try {
                ahead = messages.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while blocks were awaited", e);
            }
        }
        if (ahead instanceof Message.End<T>(var fault) && fault != null) {
            throw new IllegalStateException("the input cannot be read: " + fault.getMessage(), fault);
        }
        return ahead instanceof Message.Thing<T>;
    }

    @Override
    public T next() {
        if (!hasNext() || !(ahead instanceof Message.Thing<T>(var value))) {
            throw new NoSuchElementException();
        }
        ahead = null;
        return value;
    }
}
