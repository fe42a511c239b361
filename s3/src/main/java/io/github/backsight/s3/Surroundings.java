package io.github.backsight.s3;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What a store takes from the world besides the network.
///
/// @param clock tells people when something was proven
/// @param nanoTime a clock that never jumps, for leases
/// @param random spreads pauses; safe for use by many threads
/// @param names a fresh name at each call
/// @param owner who this is, for people who wait for a lease: a host and a process
public record Surroundings(
        InstantSource clock, LongSupplier nanoTime, RandomGenerator random, Supplier<String> names, String owner) {}
