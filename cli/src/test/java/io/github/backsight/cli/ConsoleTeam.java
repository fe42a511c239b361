package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.console.Access;
import io.github.backsight.console.Changes;
import io.github.backsight.console.ConsoleServer;
import io.github.backsight.console.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A map with two good releases, the second of which is live, and a console in which three people may do something.
final class ConsoleTeam implements AutoCloseable {
    static final String VERA = "vera-has-this-token-0123456789abcdef";
    static final String ADA = "ada-has-this-token-00123456789abcdef";
    static final String BEN = "ben-has-this-token-00123456789abcdef";
    static final String TOKENS = "vera viewer " + VERA + "; ada operator " + ADA + "; ben approver " + BEN;

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Path folder;
    private final TwoSquares map;
    private final Session session;
    private final Workplace workplace;
    private ConsoleServer server;
    final String first;
    final String second;

    ConsoleTeam(Path folder, String configuration, boolean secondPerson) throws IOException {
        this.folder = folder;
        this.map =
                new TwoSquares(folder, configuration + (secondPerson ? "console: { approval: second-person }\n" : ""));
        map.putSquares();
        this.first = map.publish("1");
        this.second = map.publish("1.5");
        this.session = new Session(map.run().environment(), new GlobalOptions());
        this.workplace = Workplace.open(session);
        this.server = start(new CommandChanges(new OwnCommands(session)), secondPerson);
    }

    private ConsoleServer start(Changes changes, boolean secondPerson) throws IOException {
        var access = new Access(
                InetAddress.getLoopbackAddress(), 0, Optional.empty(), Tokens.of(TOKENS, "the test"), secondPerson);
        return Consoles.start(session, workplace, folder, access, changes);
    }

    /// Ends the server and starts another: what it had in its memory is gone.
    void restart(boolean secondPerson) throws IOException {
        server.close();
        server = start(new CommandChanges(new OwnCommands(session)), secondPerson);
    }

    TwoSquares map() {
        return map;
    }

    String address() {
        return server.address();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path));
    }

    HttpResponse<String> sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /// Asks with a token for something that changes something.
    HttpResponse<String> post(String token, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return sent(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /// {@return the answer of a request that is to be granted}
    JsonNode granted(String token, String path, Map<String, ?> body) throws IOException, InterruptedException {
        var reply = post(token, path, body);
        assertThat(reply.statusCode()).as(reply.body()).isBetween(200, 299);
        return JSON.readTree(reply.body());
    }

    JsonNode answer(String path) throws IOException, InterruptedException {
        var reply = sent(request(path));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return JSON.readTree(reply.body());
    }

    String live() throws IOException, InterruptedException {
        return answer("api/status").at("/live/release").asString();
    }

    /// {@return all events of a task, once it has ended}
    String events(JsonNode begun) throws IOException, InterruptedException {
        return sent(request("api/tasks/" + begun.get("task").asString() + "/events"))
                .body();
    }

    /// {@return what the last event of a task tells}
    JsonNode ended(JsonNode begun) throws IOException, InterruptedException {
        var events = events(begun);
        assertThat(events).contains("event: end");
        return JSON.readTree(events.substring(events.lastIndexOf("data: ") + "data: ".length()));
    }

    @Override
    public void close() throws IOException {
        server.close();
        workplace.close();
    }
}
