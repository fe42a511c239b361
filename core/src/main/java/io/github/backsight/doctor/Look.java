package io.github.backsight.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// One look at one thing. It may fail: a failing look is a diagnosis too, and never hides the others.
@FunctionalInterface
interface Look {
    List<Diagnosis> take() throws IOException;

    /// {@return what was seen, or that it could not be seen}
    ///
    /// @param action what people do when it fails
    static List<Diagnosis> at(String subject, String action, Look look) {
        try {
            return look.take();
        } catch (IOException e) {
            var why = Optional.ofNullable(e.getMessage()).orElse(e.toString());
            return List.of(Diagnosis.bad(subject, why, action));
        }
    }
}
