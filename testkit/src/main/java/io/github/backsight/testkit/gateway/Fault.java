package io.github.backsight.testkit.gateway;

import java.time.Duration;

/// What goes wrong on the wire with one request, counted from 1 since [FaultyGateway#expect]. The others pass unharmed.
public sealed interface Fault {
    record None() implements Fault {}

    /// The connection is closed at once; the server never hears of the request.
    record Refused(int request) implements Fault {}

    /// The connection is reset; the server never hears of the request.
    record ResetBefore(int request) implements Fault {}

    /// The server does what was asked, and the connection is reset instead of its reply.
    record ResetAfter(int request) implements Fault {}

    /// So many requests are answered `503 SlowDown`; the server never hears of them.
    record Unavailable(int request, int times) implements Fault {}

    /// The server does what was asked, and its reply is held back for that long.
    record Slow(int request, Duration delay) implements Fault {}

    /// Half of the reply's body arrives, then the connection is closed. A reply without a body passes.
    record Truncated(int request) implements Fault {}

    /// One bit in the middle of the reply's body is another. A reply without a body passes.
    record FlippedByte(int request) implements Fault {}

    /// One bit in the middle of the request's body is another. A request without a body passes.
    record FlippedRequestByte(int request) implements Fault {}

    /// The answer is `200` with an S3 `<Error>` inside; the server never hears of the request.
    record OkWithError(int request) implements Fault {}

    /// {@return whether it meets the request of that number}
    default boolean meets(int number) {
        return switch (this) {
            case None unused -> false;
            case Refused(int request) -> request == number;
            case ResetBefore(int request) -> request == number;
            case ResetAfter(int request) -> request == number;
            case Unavailable(int request, int times) -> request <= number && number < request + times;
            case Slow(int request, Duration unused) -> request == number;
            case Truncated(int request) -> request == number;
            case FlippedByte(int request) -> request == number;
            case FlippedRequestByte(int request) -> request == number;
            case OkWithError(int request) -> request == number;
        };
    }
}
