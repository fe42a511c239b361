package io.github.backsight.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// A server on this machine that answers as S3 does for an empty bucket with versions, for [Practice] only.
final class PracticeBucket implements AutoCloseable {
    // The SDK looks here first: while the bucket is open, nobody's own credentials are read.
    private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");

    private final ServerSocket socket;
    private final Properties before = new Properties();

    private PracticeBucket(ServerSocket socket) {
        this.socket = socket;
        for (var name : CREDENTIALS) {
            Optional.ofNullable(System.getProperty(name)).ifPresent(value -> before.setProperty(name, value));
            System.setProperty(name, "practice");
        }
    }

    /// Opens one; until it is closed the whole process uses its credentials.
    static PracticeBucket open() throws IOException {
        var bucket = new PracticeBucket(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        var thread = new Thread(bucket::serve, "practice bucket");
        thread.setDaemon(true);
        thread.start();
        return bucket;
    }

    /// {@return the part of `backsight.yaml` that names it}
    String configuration() {
        return "store: s3://practice\nendpoint: http://127.0.0.1:" + socket.getLocalPort()
                + "\nregion: us-east-1\npath-style: true\n";
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var connection = socket.accept()) {
                answer(connection);
            } catch (IOException gone) {
                // Closed, or the client has left: there is nothing to answer.
            }
        }
    }

    private static void answer(Socket connection) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        var asked = reader.readLine();
        if (asked == null) {
            return;
        }
        for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            // Nothing in the head of a request changes the answer.
        }
        var xml = answer(asked);
        var status = xml.startsWith("<Error>") ? "404 Not Found" : "200 OK";
        var text = "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                + xml.length() + "\r\n\r\n" + xml;
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(String asked) {
        if (asked.contains("versioning")) {
            return "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
        }
        if (asked.contains("versions")) {
            return "<ListVersionsResult><Name>practice</Name><IsTruncated>false</IsTruncated></ListVersionsResult>";
        }
        if (asked.contains("list-type")) {
            return "<ListBucketResult><Name>practice</Name><IsTruncated>false</IsTruncated></ListBucketResult>";
        }
        return "<Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>";
    }

    @Override
    public void close() throws IOException {
        for (var name : CREDENTIALS) {
            Optional.ofNullable(before.getProperty(name))
                    .ifPresentOrElse(value -> System.setProperty(name, value), () -> System.clearProperty(name));
        }
        socket.close();
    }
}
