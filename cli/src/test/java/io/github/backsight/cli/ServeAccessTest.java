package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.console.Access;
import io.github.backsight.console.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who reaches the console, and where it listens.
class ServeAccessTest {
    @TempDir
    private Path folder;

    private TwoSquares map;

    @BeforeEach
    void putAMap() throws IOException {
        map = new TwoSquares(folder);
        map.putSquares();
        var file = Files.writeString(folder.resolve("tokens"), ConsoleTeam.TOKENS);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void refuses(String why, String... options) {
        var command = new String[options.length + 1];
        command[0] = "serve";
        System.arraycopy(options, 0, command, 1, options.length);
        map.runs(2, command);
        assertThat(map.run().err()).contains(why);
    }

    @Test
    void beyondThisMachineItTakesTokensAndAnOrigin() {
        refuses("takes --tokens FILE", "--listen", "0.0.0.0", "--origin", "https://console.example.org");
        refuses("takes --origin URL", "--listen", "0.0.0.0", "--tokens", "tokens");
        refuses("everybody signs in", "--origin", "https://console.example.org");
        refuses("is no origin", "--origin", "console.example.org/path", "--tokens", "tokens");
        refuses("is no address", "--listen", "no.such.host.invalid", "--tokens", "tokens");
        refuses("a port is", "--port", "70000");
    }

    @Test
    void tokensThatCannotBeTakenAreRefused() throws IOException {
        refuses("there is no file 'none'", "--tokens", "none");
        Files.setPosixFilePermissions(folder.resolve("tokens"), PosixFilePermissions.fromString("rw-r--r--"));
        refuses("chmod 600", "--tokens", "tokens");
        map.run().with(Map.of("BACKSIGHT_CONSOLE_TOKENS", "ada operator short"));
        refuses("BACKSIGHT_CONSOLE_TOKENS, line 1");
        assertThat(map.run().err()).doesNotContain("short");
    }

    @Test
    void throughAProxyEverybodySignsInAlsoToLook() throws IOException, InterruptedException {
        var session = new Session(map.run().environment(), new GlobalOptions());
        var origin = URI.create("https://console.example.org");
        var access = new Access(
                InetAddress.getLoopbackAddress(),
                0,
                Optional.of(origin),
                Tokens.of(ConsoleTeam.TOKENS, "the test"),
                false);
        try (var workplace = Workplace.open(session);
                var server = new Proxied(Consoles.start(session, workplace, folder, access))) {
            for (var path : new String[] {"api/status", "map/live.json", "api/plans", "compare/abcd/ef01"}) {
                assertThat(server.asked(path, "").statusCode()).as(path).isEqualTo(401);
                assertThat(server.asked(path, "somebody-elses-token-0123456789abcdef")
                                .statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
            for (var path : new String[] {"", "console.js", "changes.js", "health", "api/session"}) {
                assertThat(server.asked(path, "").statusCode()).as(path).isEqualTo(200);
            }
            assertThat(server.asked("api/status", ConsoleTeam.VERA).statusCode())
                    .isEqualTo(200);
        }
    }

    /// Asked at its port, by whatever proxy.
    private record Proxied(io.github.backsight.console.ConsoleServer server) implements AutoCloseable {
        HttpResponse<String> asked(String path, String token) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/" + path));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
