package io.github.backsight.release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Which of the releases that were live are known to be good, by what [LastGood] goes by, but for
/// whether they are still whole: nobody goes back to these, they tell what was usual.
record GoodReleases(Live live, Releases releases) {
    /// {@return the good ones, as often as they were made live, last first}
    ///
    /// @param most how many changes of the live release are looked at
    List<Manifest> among(int most) throws IOException {
        var good = new ArrayList<Manifest>();
        var condemned = new HashMap<ReleaseId, Optional<String>>();
        var later = Optional.<LivePointer>empty();
        var history = live.history();
        var entry = history.next();
        for (int looks = 1; entry.isPresent(); looks++) {
            if (entry.get().pointer().isPresent()) {
                var pointer = entry.get().pointer().get();
                LastGood.judge(pointer, later, condemned);
                later = Optional.of(pointer);
                if (condemned.getOrDefault(pointer.release(), Optional.empty()).isEmpty()) {
                    releases.find(pointer.release())
                            .filter(manifest -> manifest.verdict() == Verdict.GOOD)
                            .ifPresent(good::add);
                }
            }
            entry = looks < most ? history.next() : Optional.empty();
        }
        return List.copyOf(good);
    }
}
