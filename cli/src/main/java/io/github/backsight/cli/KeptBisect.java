package io.github.backsight.cli;

import io.github.backsight.draft.Draft;
import io.github.backsight.history.Combination;
import io.github.backsight.history.Judgement;
import io.github.backsight.release.ReleaseJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A bisect under way: all that is needed to go on after a kill, in a file beside the configuration.
///
/// @param store the location of the store
/// @param inputs the key of each input by its name
/// @param judge the options that chose it
/// @param good how the good end was chosen
/// @param bad how the bad end was chosen
/// @param row the states from the good end to the bad end, oldest first
/// @param judged in the order of the verdicts
record KeptBisect(
        int format,
        String store,
        Map<String, String> inputs,
        Instant begun,
        String judge,
        End good,
        End bad,
        List<Candidate> row,
        List<Judged> judged) {
    private static final int FORMAT = 1;

    KeptBisect {
        Objects.requireNonNull(store);
        inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
        Objects.requireNonNull(begun);
        Objects.requireNonNull(judge);
        Objects.requireNonNull(good);
        Objects.requireNonNull(bad);
        row = List.copyOf(row);
        judged = List.copyOf(judged);
        if (row.size() < 2) {
            throw new IllegalArgumentException("a row has two ends");
        }
    }

    /// @param asked what the user wrote, if anything
    /// @param why what it is, for people
    record End(Optional<String> asked, String why) {
        End {
            Objects.requireNonNull(asked);
            Objects.requireNonNull(why);
        }
    }

    /// A state in which every input was there.
    ///
    /// @param from when it began
    /// @param doubts why it may not have been as listed; see [io.github.backsight.history.State]
    record Candidate(Instant from, Combination combination, List<String> doubts) {
        Candidate {
            Objects.requireNonNull(from);
            Objects.requireNonNull(combination);
            doubts = List.copyOf(doubts);
        }

        String text() {
            return Figures.time(from) + "  " + KeptBisect.text(combination);
        }
    }

    /// A verdict.
    record Judged(Combination combination, Judgement judgement, String why, Instant time) {
        Judged {
            Objects.requireNonNull(combination);
            Objects.requireNonNull(judgement);
            Objects.requireNonNull(why);
            Objects.requireNonNull(time);
        }
    }

    static KeptBisect begin(Workplace workplace, Instant now, String judge, End good, End bad, List<Candidate> row) {
        return new KeptBisect(
                FORMAT, workplace.store().location(), keys(workplace), now, judge, good, bad, row, List.of());
    }

    private static Map<String, String> keys(Workplace workplace) {
        return workplace.configuration().inputs().stream()
                .collect(Collectors.toMap(
                        input -> input.name(), input -> input.key().value()));
    }

    /// {@return where it is kept}
    static Path file(Path configurationFile) {
        return configurationFile
                .toAbsolutePath()
                .normalize()
                .resolveSibling(".backsight")
                .resolve("bisect.json");
    }

    /// {@return what is kept in that file; empty when nothing is}
    static Optional<KeptBisect> read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(ReleaseJson.read(bytes, KeptBisect.class, FORMAT, file.toString()));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "'" + file + "' does not hold a bisect that this version of Backsight can go on with."
                            + " Forget it with: backsight bisect --reset",
                    e);
        }
    }

    void write(Path file) throws IOException {
        try (var draft = Draft.of(file)) {
            Files.write(draft.file(), ReleaseJson.text(this).getBytes(StandardCharsets.UTF_8));
            draft.publish();
        }
    }

    /// @throws CommandException if this was begun on another store, or with other inputs
    void requireSamePlace(Workplace workplace, Path file) throws CommandException {
        var here = workplace.store().location();
        if (!store.equals(here) || !inputs.equals(keys(workplace))) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "the bisect in '" + file + "' was begun on " + store + " with the inputs " + text(inputs)
                            + ", and the configuration names " + here + " with " + text(keys(workplace))
                            + ". Forget it with: backsight bisect --reset");
        }
    }

    private static String text(Map<String, String> keys) {
        return keys.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(input -> input.getKey() + " (" + input.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    /// {@return as in `rates@3-9f2c, squares@1-07aa`}
    static String text(Combination combination) {
        return combination.versions().entrySet().stream()
                .map(input -> input.getKey() + "@" + input.getValue().id())
                .collect(Collectors.joining(", "));
    }

    List<Combination> combinations() {
        return row.stream().map(Candidate::combination).toList();
    }

    /// {@return how many of the states may be the first bad one}
    int candidates() {
        return row.size() - 1;
    }

    Optional<Judged> judged(Combination combination) {
        return judged.stream()
                .filter(each -> each.combination().equals(combination))
                .findFirst();
    }

    KeptBisect with(Judged verdict) {
        var more = new ArrayList<>(judged);
        more.add(verdict);
        return new KeptBisect(format, store, inputs, begun, judge, good, bad, row, more);
    }
}
