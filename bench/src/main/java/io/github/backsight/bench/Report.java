package io.github.backsight.bench;

import java.util.List;

/// Everything that one run of the benchmark found out.
///
/// @param runs counted turns of each contender
/// @param measuredBy how processes are measured
/// @param peers one line a peer
/// @param loadAtEnd the load average of the last minute when all was done
record Report(
        String date,
        Machine machine,
        String inputs,
        int runs,
        int warmUps,
        String measuredBy,
        List<String> peers,
        List<Row> rows,
        List<Growth.Step> growth,
        List<Result> limits,
        double loadAtEnd,
        List<String> notes) {}
