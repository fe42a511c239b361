package io.github.backsight.cli;

import io.github.backsight.build.Outputs;
import io.github.backsight.build.Tileify;
import io.github.backsight.config.Configuration;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.SpreadBody;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the files of a release, somewhere else than in the threads of this process.
///
/// Whatever makes them, the same pins and recipe make the same tile archives, byte by byte.
@FunctionalInterface
public interface Engine {

    /// One build.
    ///
    /// @param release the id of the release that is being made
    /// @param store where the inputs are
    /// @param pins the exact version of each input, verified when read
    /// @param folder an empty folder for the outputs
    /// @param address what the TileJSON puts before a tile's path: empty, or ended by `/`
    /// @param formats how trees and MBTiles are written
    record Work(
            Configuration configuration,
            String release,
            ObjectStore store,
            List<Pin> pins,
            Path folder,
            String address,
            Tileify.Formats formats) {
        public Work {
            pins = List.copyOf(pins);
        }

        /// {@return the pin of an input}
        public Pin pin(String input) {
            return ReleaseBuild.pin(pins, input);
        }
    }

    /// What was made. Until it is closed, all of it is where it was made.
    interface Made extends AutoCloseable {
        /// {@return all but what the viewer adds}
        Outputs outputs();

        /// {@return the files of [#outputs] that are not in the folder of the work, by name}
        Map<String, SpreadBody> spread();

        /// The release is stored: what was kept for another attempt is of no more use.
        void forget() throws IOException;

        @Override
        void close();
    }

    /// {@return what was made; the caller closes it}
    ///
    /// @throws io.github.backsight.finding.BadInputException if an input cannot be used; nothing is half-written
    Made make(Work work, Progress progress) throws IOException;

    /// {@return what it will take, from a sample; empty where a sample does not tell}
    ///
    /// @param pins the exact version of each input
    default Optional<Estimate> estimate(
            Configuration configuration, ObjectStore store, List<Pin> pins, Progress progress) throws IOException {
        return Optional.empty();
    }

    /// {@return what it has counted so far, by name, for people and for those who watch it}
    default Map<String, Long> metrics() {
        return Map.of();
    }
}
