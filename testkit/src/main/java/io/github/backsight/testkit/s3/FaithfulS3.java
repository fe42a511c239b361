package io.github.backsight.testkit.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// An S3 server of one region on a free port of this machine, which keeps everything in memory. Buckets are named in
/// the
/// path. Safe for use by many threads.
///
/// It knows what a rollback and a publish need, with Amazon's order of checks, codes and messages; anything else is
/// answered `501 NotImplemented`, never by a guess.
public final class FaithfulS3 implements AutoCloseable {
    /// Who may do everything.
    public static final User OWNER =
            User.of("AKIAFAITHFULOWNER0001", "faithfulsecretkey0000000000000000000001", permission -> true);

    private static final String REGION = "us-east-1";
    private static final String ID_LETTERS = "-_.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 32;

    /// So that the first letter is a hyphen once in a while.
    private static final int FIRST_LETTERS = 8;

    private final InstantSource clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, FaithfulBucket> buckets = new ConcurrentHashMap<>();
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final List<Permission> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger lists = new AtomicInteger();
    private final Random random = new Random(1);

    private FaithfulS3(InstantSource clock, HttpServer server) {
        this.clock = clock;
        this.server = server;
    }

    /// @param clock dates versions, and tells whether a signature is too old
    public static FaithfulS3 start(InstantSource clock) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var endpoint = new FaithfulS3(clock, server);
        endpoint.admit(OWNER);
        server.setExecutor(endpoint.threads);
        server.createContext("/", endpoint::serve);
        server.start();
        return endpoint;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Lets `user` sign requests from now on.
    public void admit(User user) {
        users.put(user.accessKey(), user);
    }

    /// {@return the bucket of that name, which is there}
    public FaithfulBucket bucket(String name) {
        return Optional.ofNullable(buckets.get(name)).orElseThrow();
    }

    /// {@return every permission that was asked for since the last call}
    public List<Permission> asked() {
        var all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = answer(Request.of(exchange));
            } catch (Refusal e) {
                reply = e.reply();
            }
            reply.send(exchange);
        }
    }

    private Reply answer(Request request) {
        if (request.method().equals("OPTIONS")) {
            return Cors.of(bucket(request)).preflight(request);
        }
        var user = Signature.signer(request, users, REGION, clock.instant());
        if (request.bucket().isEmpty()) {
            return buckets(user);
        }
        if (request.key().isEmpty()
                && request.method().equals("PUT")
                && request.query().isEmpty()) {
            return create(request, user);
        }
        var bucket = bucket(request);
        synchronized (bucket) {
            requireRegion(bucket);
            var call = new Call(request, bucket, user, clock.instant(), this::id, asked::add);
            return Cors.of(bucket).on(request.key().isEmpty() ? onBucket(call) : onObject(call), request);
        }
    }

    private FaithfulBucket bucket(Request request) {
        return Optional.ofNullable(buckets.get(request.bucket()))
                .orElseThrow(() -> Refusal.noSuchBucket(request.bucket()));
    }

    private static void requireRegion(FaithfulBucket bucket) {
        var region = bucket.region();
        if (region.isPresent()) {
            throw new Refusal(
                            301,
                            "PermanentRedirect",
                            "The bucket you are attempting to access must be addressed using the specified endpoint."
                                    + " Please send all future requests to this endpoint.")
                    .with("Endpoint", bucket.name() + ".s3." + region.get() + ".amazonaws.com")
                    .with("Bucket", bucket.name())
                    .withHeader("x-amz-bucket-region", region.get());
        }
    }

    private Reply buckets(Optional<User> user) {
        if (user.isEmpty()) {
            throw new Refusal(403, "AccessDenied", "Access Denied");
        }
        var xml = new Xml("ListAllMyBucketsResult").begin("Buckets");
        buckets.keySet().stream()
                .sorted()
                .forEach(name -> xml.begin("Bucket").element("Name", name).end());
        return new Reply(200).xml(xml);
    }

    private Reply create(Request request, Optional<User> user) {
        if (!user.equals(Optional.of(OWNER))) {
            throw new Refusal(403, "AccessDenied", "Access Denied");
        }
        if (buckets.putIfAbsent(request.bucket(), new FaithfulBucket(request.bucket())) != null) {
            throw new Refusal(
                    409,
                    "BucketAlreadyOwnedByYou",
                    "Your previous request to create the named bucket succeeded and you already own it.");
        }
        return new Reply(200).header("Location", "/" + request.bucket());
    }

    private Reply onBucket(Call call) {
        var request = call.request();
        var setting = Settings.of(request);
        if (setting.isPresent()) {
            return setting.get().answer(call);
        }
        return switch (request.method()) {
            case "GET", "PUT" -> {
                if (request.asks("versioning")) {
                    yield Settings.versioning(call);
                }
                yield read(call);
            }
            case "HEAD" -> {
                call.requireOnBucket("s3:ListBucket");
                yield new Reply(200).header("x-amz-bucket-region", REGION);
            }
            case "POST" -> {
                if (!request.asks("delete")) {
                    throw Refusal.notImplemented("POST ?" + request.rawQuery());
                }
                yield Writes.deleteMany(call);
            }
            case "DELETE" -> delete(call);
            default -> throw Refusal.notImplemented(request.method());
        };
    }

    private Reply read(Call call) {
        var request = call.request();
        if (request.method().equals("GET") && request.asks("versions")) {
            boolean emptyPage = call.bucket().emptyPages() && lists.getAndIncrement() % 2 == 0;
            return Lists.versions(call, emptyPage);
        }
        if (request.method().equals("GET") && request.asks("uploads")) {
            return Uploads.list(call);
        }
        if (request.method().equals("GET") && request.asks("location")) {
            call.requireOnBucket("s3:GetBucketLocation");
            return new Reply(200).xml(new Xml("LocationConstraint"));
        }
        if (request.method().equals("GET") && "2".equals(request.query().get("list-type"))) {
            return Lists.objects(call);
        }
        throw Refusal.notImplemented(request.method() + " ?" + request.rawQuery());
    }

    private Reply delete(Call call) {
        call.requireOnBucket("s3:DeleteBucket");
        if (!call.bucket().objects().isEmpty()) {
            throw new Refusal(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
        }
        buckets.remove(call.bucket().name());
        return new Reply(204);
    }

    private static Reply onObject(Call call) {
        var request = call.request();
        boolean acl = request.asks("acl");
        boolean tags = request.asks("tagging");
        return switch (request.method()) {
            case "GET" -> acl ? Reads.grants(call) : tags ? Reads.tags(call) : Reads.object(call);
            case "HEAD" -> Reads.object(call);
            case "PUT" -> acl ? Writes.putGrants(call) : tags ? Writes.putTags(call) : write(call);
            case "POST" -> {
                if (request.asks("uploads")) {
                    yield Uploads.begin(call);
                }
                if (request.asks("uploadId")) {
                    yield Uploads.complete(call);
                }
                if (request.asks("restore")) {
                    yield Archives.thaw(call);
                }
                throw Refusal.notImplemented("POST ?" + request.rawQuery());
            }
            case "DELETE" -> request.asks("uploadId") ? Uploads.abort(call) : Writes.delete(call);
            default -> throw Refusal.notImplemented(request.method());
        };
    }

    private static Reply write(Call call) {
        if (call.request().asks("partNumber")) {
            return Uploads.part(call);
        }
        return call.request().header("x-amz-copy-source").isPresent() ? Writes.copy(call) : Writes.put(call);
    }

    private synchronized String id() {
        int first = random.nextInt(FIRST_LETTERS);
        return ID_LETTERS.charAt(first)
                + random.ints(ID_LENGTH - 1L, 0, ID_LETTERS.length())
                        .mapToObj(each -> String.valueOf(ID_LETTERS.charAt(each)))
                        .collect(Collectors.joining());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }
}
