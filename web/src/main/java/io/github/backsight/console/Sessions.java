package io.github.backsight.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who has signed in, until the server ends. Threads may share it.
final class Sessions {
    static final Duration LONGEST = Duration.ofHours(12);
    static final Duration LONGEST_UNUSED = Duration.ofHours(1);
    private static final int MOST = 1_000;
    private static final int BYTES = 32;

    /// One sign-in.
    ///
    /// @param key the secret in the cookie
    /// @param guard the secret that pages send along with what changes something
    record Session(String key, String guard, Person person, Instant begun, Instant used) {}

    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    Sessions(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    synchronized Session begin(Person person) {
        var now = clock.instant();
        forgetOld(now);
        var session = new Session(secret(), secret(), person, now, now);
        sessions.put(session.key(), session);
        return session;
    }

    /// {@return the session of that key, if it has not run out; it counts as used}
    synchronized Optional<Session> find(String key) {
        var now = clock.instant();
        forgetOld(now);
        var found = Optional.ofNullable(sessions.get(key));
        found.ifPresent(session ->
                sessions.put(key, new Session(session.key(), session.guard(), session.person(), session.begun(), now)));
        return found;
    }

    synchronized void end(String key) {
        sessions.remove(key);
    }

    static boolean guards(Session session, String presented) {
        return MessageDigest.isEqual(
                session.guard().getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    private void forgetOld(Instant now) {
        sessions.values()
                .removeIf(session -> session.begun().plus(LONGEST).isBefore(now)
                        || session.used().plus(LONGEST_UNUSED).isBefore(now));
        Iterator<Session> oldest = sessions.values().iterator();
        while (sessions.size() >= MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    private String secret() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
