package io.github.backsight.testkit.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Stands before an HTTP/1.1 server and passes on what it is asked, except where a [Fault] is to happen.
///
/// The head of a request reaches the server byte by byte, `Host` included: what was signed stays signed. Bodies are
/// held whole in memory. Safe for use by many threads.
public final class FaultyGateway implements AutoCloseable {
    private static final String SLOW_DOWN =
            "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>";
    private static final String INTERNAL_ERROR =
            "<?xml version=\"1.0\"?><Error><Code>InternalError</Code><Message>We encountered an internal error. Please"
                    + " try again.</Message></Error>";

    private final URI target;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Run run = new Run(new Fault.None());

    /// The requests since a fault was asked for.
    private static final class Run {
        private final Fault fault;
        private final List<Exchange> log = new ArrayList<>();

        Run(Fault fault) {
            this.fault = fault;
        }

        synchronized int arrived(Message request) {
            log.add(new Exchange(request.method(), request.target(), request.bytes(), 0));
            return log.size();
        }

        synchronized void answered(int number, int bytes) {
            var asked = log.get(number - 1);
            log.set(number - 1, new Exchange(asked.method(), asked.target(), asked.bytesIn(), bytes));
        }

        synchronized List<Exchange> log() {
            return List.copyOf(log);
        }
    }

    private FaultyGateway(URI target, ServerSocket server) {
        this.target = target;
        this.server = server;
    }

    /// {@return a gateway on a free port of this machine, before the server at `target`}
    public static FaultyGateway before(URI target) throws IOException {
        if (!"http".equals(target.getScheme()) || target.getPort() < 0) {
            throw new IllegalArgumentException("a gateway goes to an address like http://127.0.0.1:80, not " + target);
        }
        var gateway = new FaultyGateway(target, new ServerSocket(0, 128, InetAddress.getLoopbackAddress()));
        gateway.threads.execute(gateway::accept);
        return gateway;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /// Counts requests from 1 again, and lets `next` happen.
    public void expect(Fault next) {
        run = new Run(next);
    }

    /// {@return the requests since [#expect], in the order of their arrival}
    public List<Exchange> log() {
        return run.log();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var in = new BufferedInputStream(client.getInputStream());
            var request = Message.request(in, client.getOutputStream());
            while (request.isPresent() && serve(request.get(), client)) {
                request = Message.request(in, client.getOutputStream());
            }
        } catch (IOException e) {
            // Either side is gone: all that is left to do is to let the other one know by closing.
        } finally {
            open.remove(client);
        }
    }

    /// {@return whether the connection stays open}
    private boolean serve(Message request, Socket client) throws IOException {
        var now = run;
        int number = now.arrived(request);
        var fault = now.fault.meets(number) ? now.fault : new Fault.None();
        return switch (fault) {
            case Fault.None unused -> answer(client, forwarded(request), now, number);
            case Fault.Refused unused -> false;
            case Fault.ResetBefore unused -> reset(client);
            case Fault.ResetAfter unused -> {
                forwarded(request);
                yield reset(client);
            }
            case Fault.Unavailable unused -> answer(client, request.answered("503 Slow Down", SLOW_DOWN), now, number);
            case Fault.Slow(int unused, var delay) -> {
                var reply = forwarded(request);
                pause(delay.toMillis());
                yield answer(client, reply, now, number);
            }
            case Fault.Truncated unused -> {
                var reply = forwarded(request);
                if (reply.bytes() == 0) {
                    yield answer(client, reply, now, number);
                }
                reply.writeHalfTo(client.getOutputStream());
                yield false;
            }
            case Fault.FlippedByte unused -> answer(client, forwarded(request).flipped(), now, number);
            case Fault.FlippedRequestByte unused -> answer(client, forwarded(request.flipped()), now, number);
            case Fault.OkWithError unused -> answer(client, request.answered("200 OK", INTERNAL_ERROR), now, number);
        };
    }

    private static boolean answer(Socket client, Message reply, Run now, int number) throws IOException {
        now.answered(number, reply.bytes());
        reply.writeTo(client.getOutputStream());
        return !reply.endsWithConnection();
    }

    private static boolean reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        return false;
    }

    private Message forwarded(Message request) throws IOException {
        try (var socket = new Socket(target.getHost(), target.getPort())) {
            socket.setTcpNoDelay(true);
            request.writeTo(socket.getOutputStream());
            return request.reply(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("closed while a reply was held back", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var client : open) {
            client.close();
        }
        threads.shutdownNow();
        threads.close();
    }
}
