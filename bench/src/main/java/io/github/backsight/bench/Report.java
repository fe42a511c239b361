package io.github.backsight.bench;

import java.util.List;

/// Everything that one run of the benchmark found out.
///
/// @param runs counted turns of each contender
/// @param measuredBy how processes are measured
/// @param peers one line a peer
/// @param quoted figures that were measured elsewhere
/// @param growth at most one
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
        List<Quoted> quoted,
        List<Growth.Trend> growth,
        List<Limits.Limit> limits,
        double loadAtEnd,
        List<String> notes) {}
