package io.github.backsight.console;

import io.github.backsight.console.Changes.Action;
import io.github.backsight.console.Changes.Planned;
import io.github.backsight.console.Changes.Wish;
import io.github.backsight.draft.Draft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/// Plans that were made in the console, in a folder, so that those who are to agree to one find it after a restart,
/// too. Threads may share it; servers that do are told of a plan that another has carried out only by its refusal.
final class PlanShelf {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String RECORD = ".request.json";
    private static final JsonMapper JSON = new JsonMapper();

    /// What became of a plan.
    enum State {
        MADE,
        /// Whoever made it asks an approver.
        ASKED,
        CARRIED_OUT,
        WITHDRAWN
    }

    /// One plan and who wants it.
    ///
    /// @param settledBy who carried it out or withdrew it
    record Request(
            String digest,
            Action action,
            String release,
            String reason,
            boolean forced,
            boolean refused,
            String text,
            String who,
            Instant made,
            State state,
            Optional<String> settledBy) {
        Request in(State next, Optional<String> by) {
            return new Request(digest, action, release, reason, forced, refused, text, who, made, next, by);
        }
    }

    private final Path folder;
    private final InstantSource clock;

    /// @param folder made when it is not there; what has lain there for a month is removed
    PlanShelf(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
            var old = clock.instant().minus(KEPT);
            for (var request : all()) {
                if (request.made().isBefore(old)) {
                    Files.deleteIfExists(plan(request));
                    Files.deleteIfExists(record(request.digest()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return a file for a plan, which is not there yet}
    Path free(String name) {
        return folder.resolve(name + ".new.json");
    }

    /// Puts a plan on the shelf.
    ///
    /// @param file where it was saved
    synchronized Request add(Planned planned, Wish wish, Person who, Path file) throws IOException {
        var request = new Request(
                planned.digest(),
                wish.action(),
                planned.release(),
                wish.reason(),
                wish.force(),
                planned.refused(),
                planned.text(),
                who.name(),
                clock.instant(),
                State.MADE,
                Optional.empty());
        Files.move(file, plan(request));
        write(request);
        return request;
    }

    Path plan(Request request) {
        return folder.resolve(request.digest() + ".json");
    }

    /// {@return the plans that wait for an approver, the oldest first}
    synchronized List<Request> asked() throws IOException {
        return all().stream()
                .filter(request -> request.state() == State.ASKED)
                .sorted(Comparator.comparing(Request::made))
                .toList();
    }

    /// {@return the plan of that digest}
    ///
    /// @throws Refused if there is none
    synchronized Request find(String digest) throws IOException {
        if (!digest.matches("[0-9a-f]{64}") || !Files.exists(record(digest))) {
            throw new Refused(404, "there is no such plan here; make one");
        }
        return read(record(digest));
    }

    /// Changes what became of a plan that is not settled yet.
    ///
    /// @throws Refused if it is
    synchronized Request settle(String digest, UnaryOperator<Request> change) throws IOException {
        var request = find(digest);
        if (request.state() == State.CARRIED_OUT || request.state() == State.WITHDRAWN) {
            throw new Refused(
                    409,
                    "this plan was " + (request.state() == State.WITHDRAWN ? "withdrawn" : "carried out") + " by "
                            + request.settledBy().orElse("somebody") + "; make another");
        }
        var changed = change.apply(request);
        write(changed);
        return changed;
    }

    private Path record(String digest) {
        return folder.resolve(digest + RECORD);
    }

    private void write(Request request) throws IOException {
        try (var draft = Draft.of(record(request.digest()))) {
            Files.write(draft.file(), JSON.writeValueAsBytes(request));
            draft.publish();
        }
    }

    private List<Request> all() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(RECORD))
                    .map(PlanShelf::read)
                    .toList();
        }
    }

    private static Request read(Path file) {
        return JSON.readValue(file.toFile(), Request.class);
    }
}
