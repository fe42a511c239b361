package io.github.backsight.testkit.cloudfront;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Answers `GetDistribution`, `CreateInvalidation`, `GetInvalidation` and `ListInvalidations` of one distribution over
/// HTTP, as CloudFront does: the same caller reference with the same paths is the same invalidation, with other paths
/// it is refused.
/// Signatures are not checked. Safe for use by many threads.
public final class CloudFrontEndpoint implements AutoCloseable {
    private static final String VERSION = "/2020-05-31/distribution/";
    private static final String NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";
    private static final Pattern REFERENCE = Pattern.compile("<CallerReference>([^<]*)</CallerReference>");
    private static final Pattern PATH = Pattern.compile("<Path>([^<]*)</Path>");
    private static final int MOST_PATHS = 3000;

    private final String distribution;
    private final HttpServer server;
    private final List<Invalidation> made = new ArrayList<>();
    private Trouble trouble = new Trouble.None();
    private State state = State.DEPLOYED;
    private int looks;
    private int needed = 1;

    /// An invalidation that was asked for.
    public record Invalidation(String id, String reference, List<String> paths) {
        public Invalidation {
            paths = List.copyOf(paths);
        }
    }

    /// What the distribution says of itself.
    public enum State {
        DEPLOYED,
        /// A change of its configuration has not reached all places.
        IN_PROGRESS,
        DISABLED
    }

    /// What goes wrong.
    public sealed interface Trouble {
        record None() implements Trouble {}

        /// Every request is answered by this error.
        record Refuses(int status, String code) implements Trouble {}

        /// So many requests are answered by this error, the ones after them rightly.
        record RefusesFirst(int times, int status, String code) implements Trouble {}

        /// The next invalidation is made, and the connection is closed without an answer.
        record LosesReply() implements Trouble {}
    }

    private CloudFrontEndpoint(String distribution, HttpServer server) {
        this.distribution = distribution;
        this.server = server;
    }

    /// {@return an endpoint on a free port of this machine}
    public static CloudFrontEndpoint start(String distribution) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var endpoint = new CloudFrontEndpoint(distribution, server);
        server.createContext("/", endpoint::answer);
        server.start();
        return endpoint;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public synchronized List<Invalidation> made() {
        return List.copyOf(made);
    }

    public synchronized void expect(Trouble next) {
        trouble = next;
    }

    public synchronized void become(State next) {
        state = next;
    }

    /// Lets invalidations be completed only when they have been looked at so often.
    public synchronized void completeAtLook(int look) {
        needed = look;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var refusal = refusal();
            if (refusal.isPresent()) {
                reply(exchange, refusal.get().status(), error(refusal.get().code()));
                return;
            }
            var path = exchange.getRequestURI().getPath();
            var root = VERSION + distribution + "/invalidation";
            if (path.equals(VERSION + distribution)) {
                reply(exchange, 200, distribution());
            } else if (!path.startsWith(root)) {
                reply(exchange, 404, error("NoSuchDistribution"));
            } else if (exchange.getRequestMethod().equals("POST")) {
                create(exchange, body);
            } else if (path.equals(root)) {
                reply(exchange, 200, list());
            } else {
                show(exchange, path.substring(root.length() + 1));
            }
        }
    }

    private Optional<Trouble.Refuses> refusal() {
        return switch (trouble) {
            case Trouble.None unused -> Optional.empty();
            case Trouble.LosesReply unused -> Optional.empty();
            case Trouble.Refuses refuses -> Optional.of(refuses);
            case Trouble.RefusesFirst(int times, int status, String code) -> {
                trouble = times > 1 ? new Trouble.RefusesFirst(times - 1, status, code) : new Trouble.None();
                yield Optional.of(new Trouble.Refuses(status, code));
            }
        };
    }

    private void create(HttpExchange exchange, String body) throws IOException {
        var reference = REFERENCE.matcher(body);
        var paths = PATH.matcher(body).results().map(found -> found.group(1)).toList();
        if (!reference.find() || paths.isEmpty()) {
            reply(exchange, 400, error("InvalidArgument"));
            return;
        }
        if (paths.size() > MOST_PATHS) {
            reply(exchange, 413, error("BatchTooLarge"));
            return;
        }
        var before = made.stream()
                .filter(each -> each.reference().equals(reference.group(1)))
                .findFirst();
        if (before.isPresent() && !before.get().paths().equals(paths)) {
            reply(exchange, 400, error("InvalidationBatchAlreadyExists"));
            return;
        }
        var invalidation = before.orElseGet(() -> {
            var fresh =
                    new Invalidation(String.format(Locale.ROOT, "I%013d", made.size() + 1), reference.group(1), paths);
            made.add(fresh);
            return fresh;
        });
        if (trouble instanceof Trouble.LosesReply) {
            trouble = new Trouble.None();
            return;
        }
        reply(exchange, 201, document(invalidation, "InProgress"));
    }

    private void show(HttpExchange exchange, String id) throws IOException {
        var found = made.stream().filter(each -> each.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            reply(exchange, 404, error("NoSuchInvalidation"));
            return;
        }
        looks++;
        reply(exchange, 200, document(found.get(), looks >= needed ? "Completed" : "InProgress"));
    }

    private String distribution() {
        return "<Distribution xmlns=\"" + NAMESPACE + "\"><Id>" + distribution + "</Id><ARN>"
                + "arn:aws:cloudfront::123456789012:distribution/" + distribution + "</ARN><Status>"
                + (state == State.IN_PROGRESS ? "InProgress" : "Deployed")
                + "</Status><LastModifiedTime>2026-11-23T02:00:00Z</LastModifiedTime>"
                + "<InProgressInvalidationBatches>0</InProgressInvalidationBatches>"
                + "<DomainName>d111111abcdef8.cloudfront.net</DomainName><DistributionConfig><CallerReference>1"
                + "</CallerReference><Comment></Comment><Enabled>" + (state != State.DISABLED)
                + "</Enabled></DistributionConfig></Distribution>";
    }

    private static String document(Invalidation invalidation, String status) {
        var paths = new StringBuilder();
        invalidation.paths().forEach(path -> paths.append("<Path>").append(path).append("</Path>"));
        return "<Invalidation xmlns=\"" + NAMESPACE + "\"><Id>" + invalidation.id() + "</Id><Status>" + status
                + "</Status><CreateTime>2026-11-23T02:00:00Z</CreateTime><InvalidationBatch><Paths><Quantity>"
                + invalidation.paths().size() + "</Quantity><Items>" + paths
                + "</Items></Paths><CallerReference>" + invalidation.reference()
                + "</CallerReference></InvalidationBatch></Invalidation>";
    }

    private String list() {
        var items = new StringBuilder();
        made.forEach(each -> items.append("<InvalidationSummary><Id>")
                .append(each.id())
                .append("</Id><CreateTime>2026-11-23T02:00:00Z</CreateTime><Status>InProgress</Status>")
                .append("</InvalidationSummary>"));
        return "<InvalidationList xmlns=\"" + NAMESPACE + "\"><Marker></Marker><MaxItems>100</MaxItems>"
                + "<IsTruncated>false</IsTruncated><Quantity>" + made.size() + "</Quantity><Items>" + items
                + "</Items></InvalidationList>";
    }

    private static String error(String code) {
        return "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>Sender</Type><Code>" + code + "</Code><Message>"
                + code + "</Message></Error><RequestId>1</RequestId></ErrorResponse>";
    }

    private static void reply(HttpExchange exchange, int status, String xml) throws IOException {
        var bytes = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
