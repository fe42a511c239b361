package io.github.backsight.config;

/// A value that cannot be taken; the message follows the value's path: `map.low.buckets: ...`.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }
}
