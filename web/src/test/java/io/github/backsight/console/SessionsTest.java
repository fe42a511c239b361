package io.github.backsight.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Person ADA = new Person("ada", Role.OPERATOR);

    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final Sessions sessions = new Sessions(() -> now, new SecureRandom());

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void aSessionLastsWhileItIsUsedButNotForEver() {
        var session = sessions.begin(ADA);
        for (int hour = 1; hour <= 13; hour++) {
            pass(Duration.ofMinutes(55));
            if (now.isBefore(session.begun().plus(Sessions.LONGEST))) {
                assertThat(sessions.find(session.key())).isPresent();
            }
        }
        pass(Duration.ofMinutes(10));
        assertThat(sessions.find(session.key())).isEmpty();
    }

    @Test
    void aSessionThatNobodyUsesEnds() {
        var session = sessions.begin(ADA);
        pass(Sessions.LONGEST_UNUSED.plusSeconds(1));

        assertThat(sessions.find(session.key())).isEmpty();
    }

    @Test
    void whoSignsOutIsOut() {
        var session = sessions.begin(ADA);
        sessions.end(session.key());

        assertThat(sessions.find(session.key())).isEmpty();
        assertThat(sessions.find("")).isEmpty();
    }

    @Test
    void noTwoSecretsAreTheSameAndOldSessionsMakeRoom() {
        var first = sessions.begin(ADA);
        var secrets = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            var session = sessions.begin(ADA);
            secrets.add(session.key());
            secrets.add(session.guard());
        }

        assertThat(secrets).hasSize(2_000).allMatch(secret -> secret.matches("[0-9a-f]{64}"));
        assertThat(sessions.find(first.key())).isEmpty();
        assertThat(Sessions.guards(first, first.guard())).isTrue();
        assertThat(Sessions.guards(first, "")).isFalse();
    }
}
