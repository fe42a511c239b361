package io.github.backsight.bench;

import java.nio.file.Path;

/// What all rows need.
///
/// @param program Backsight's launcher
/// @param work a folder for everything that is made
record Setting(
        MapFiles map, Path program, Path work, Peers peers, Stopwatch stopwatch, Contest contest, Growth.Scale scale) {
    Backsight backsight(String folder) {
        return new Backsight(program, work.resolve(folder), stopwatch);
    }
}
