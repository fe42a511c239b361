package io.github.backsight.console;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/// What one client, and all together, may ask of this machine.
///
/// @param tilesPerSecond requests of one client for tiles and parts of maps, a second; empty: any
/// number
/// @param othersPerSecond all other requests of one client, a second
/// @param idleMilliseconds after which a connection is closed on which nothing moves
/// @param connections at once, of all clients
public record Limits(OptionalDouble tilesPerSecond, double othersPerSecond, int idleMilliseconds, int connections)
        implements Part {
    /// A map asks for dozens of tiles at once, a console for a few answers, each the work of a
    /// command.
    public static final Limits USUAL = new Limits(OptionalDouble.of(5000), 20, 20_000, 2000);

    private static final int BURST_SECONDS = 10;
    private static final long LONGEST_BODY = 64 * 1024;
    private static final Set<String> MANY = Set.of("tiles", "map", "preview");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

    /// {@return the same with another limit for tiles; 0: none}
    public Limits withTilesPerSecond(double limit) {
        return new Limits(
                limit == 0 ? OptionalDouble.empty() : OptionalDouble.of(limit),
                othersPerSecond,
                idleMilliseconds,
                connections);
    }

    @Override
    public void attach(JavalinConfig config) {
        config.http.maxRequestSize = LONGEST_BODY;
        config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(idleMilliseconds));
        config.jetty.modifyServer(server -> {
            server.addBean(new NetworkConnectionLimit(connections, server));
            server.addEventListener(new LifeCycle.Listener() {
                @Override
                public void lifeCycleStarting(LifeCycle starting) {
                    closeIdleConnections(server);
                }
            });
        });
        var tiles = tilesPerSecond.isEmpty()
                ? Optional.<RateLimit>empty()
                : Optional.of(limit(tilesPerSecond.getAsDouble()));
        var others = limit(othersPerSecond);
        config.routes.before(context -> {
            requireNoLongBody(context);
            var limit = MANY.contains(RouteClass.firstPart(context.path())) ? tiles : Optional.of(others);
            limit.ifPresent(each -> count(context, each));
        });
    }

    /// What is said of requests does not hold for one that has not come as a whole.
    private void closeIdleConnections(Server server) {
        for (var connector : server.getConnectors()) {
            if (connector instanceof AbstractConnector each) {
                each.setIdleTimeout(idleMilliseconds);
            }
        }
    }

    private static RateLimit limit(double perSecond) {
        return new RateLimit(perSecond, Math.max(1, perSecond * BURST_SECONDS), System::nanoTime);
    }

    private static void requireNoLongBody(Context context) {
        if (WITHOUT_BODY.contains(context.method().name()) && context.req().getContentLengthLong() > LONGEST_BODY) {
            refuse(
                    context,
                    413,
                    "a question has no body; this one has " + context.req().getContentLengthLong() + " bytes");
        }
    }

    private static void count(Context context, RateLimit limit) {
        double seconds = limit.take(context.ip());
        if (seconds > 0) {
            long whole = (long) Math.ceil(seconds);
            context.header("Retry-After", String.valueOf(whole));
            refuse(context, 429, "too many requests from " + context.ip() + "; ask again in " + whole + " s");
        }
    }

    private static void refuse(Context context, int status, String detail) {
        Problems.send(context, status, detail);
        context.skipRemainingHandlers();
    }
}
