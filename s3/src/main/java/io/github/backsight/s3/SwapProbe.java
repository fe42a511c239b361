package io.github.backsight.s3;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Finds out, on scratch objects of its own, whether a bucket's server keeps the promise of conditional writes. Servers
/// exist that take the headers and ignore them: only trying proves anything.
///
/// @param folder what the keys of the scratch objects begin with, ending in `/`
/// @param nonces a fresh name at each call
record SwapProbe(Connection connection, String folder, InstantSource clock, Supplier<String> nonces) {
    private static final int RACERS = 8;

    /// What became of one conditional write.
    private record Answer(Optional<String> etag) {
        boolean stored() {
            return etag.isPresent();
        }
    }

    /// @throws IOException if the bucket cannot be written to at all
    SwapAbility prove() throws IOException {
        var made = Collections.synchronizedList(new ArrayList<Made>());
        try {
            var key = folder + nonces.get();
            boolean absent = put(key, Guard.Condition.ABSENT, made).stored()
                    && !put(key, Guard.Condition.ABSENT, made).stored()
                    && race(folder + nonces.get(), Guard.Condition.ABSENT, made) == 1;
            boolean quoted = matches(folder + nonces.get(), true, made);
            boolean matches = quoted || matches(folder + nonces.get(), false, made);
            boolean copies = matches && copies(folder + nonces.get(), quoted, made);
            return new SwapAbility(
                    SwapAbility.FORMAT, endpoint(connection), absent, matches, copies, quoted, clock.instant());
        } catch (SdkException e) {
            throw connection
                    .faults()
                    .of(e, "try out compare-and-swap on '" + folder + "...'", Action.WRITE, folder + "*");
        } finally {
            cleanUp(made);
        }
    }

    static String endpoint(Connection connection) {
        return connection.bucket().endpoint().map(Object::toString).orElse("Amazon S3");
    }

    /// One scratch version that was made.
    private record Made(String key, Optional<String> version) {}

    private boolean matches(String key, boolean quoted, List<Made> made) throws IOException {
        var first = put(key, Guard.Condition.NONE, made).etag().orElseThrow();
        var second = put(key, matching(first, quoted), made);
        if (!second.stored() || put(key, matching(first, quoted), made).stored()) {
            return false;
        }
        return race(key, matching(second.etag().orElseThrow(), quoted), made) == 1;
    }

    private static Guard.Condition matching(String etag, boolean quoted) {
        return Guard.Condition.matches(quoted ? etag : Multipart.unquoted(etag));
    }

    private int race(String key, Guard.Condition condition, List<Made> made) throws IOException {
        try (var parallel = new Parallel(RACERS)) {
            var racers = IntStream.range(0, RACERS).boxed().toList();
            var answers = parallel.map(racers, racer -> put(key, condition, made), "trying out compare-and-swap");
            return (int) answers.stream().filter(Answer::stored).count();
        }
    }

    private boolean copies(String key, boolean quoted, List<Made> made) {
        var first = put(key, Guard.Condition.NONE, made).etag().orElseThrow();
        var second = put(key, Guard.Condition.NONE, made).etag().orElseThrow();
        try {
            var wrong = matching(first, quoted).matches().orElseThrow();
            connection
                    .writer()
                    .copyObject(copy -> copy.sourceBucket(connection.name())
                            .sourceKey(key)
                            .destinationBucket(connection.name())
                            .destinationKey(key)
                            .metadataDirective("REPLACE")
                            .ifMatch(wrong));
            made.add(new Made(key, newest(key)));
            return false;
        } catch (S3Exception e) {
            if (e.statusCode() != 412) {
                return false;
            }
        }
        try {
            var right = matching(second, quoted).matches().orElseThrow();
            connection
                    .writer()
                    .copyObject(copy -> copy.sourceBucket(connection.name())
                            .sourceKey(key)
                            .destinationBucket(connection.name())
                            .destinationKey(key)
                            .metadataDirective("REPLACE")
                            .ifMatch(right));
            made.add(new Made(key, newest(key)));
            return true;
        } catch (S3Exception e) {
            return false;
        }
    }

    private Optional<String> newest(String key) {
        return Optional.ofNullable(connection
                .reader()
                .headObject(head -> head.bucket(connection.name()).key(key))
                .versionId());
    }

    private Answer put(String key, Guard.Condition condition, List<Made> made) {
        try {
            PutObjectResponse response = connection
                    .writer()
                    .putObject(
                            put -> {
                                put.bucket(connection.name()).key(key);
                                condition.matches().ifPresent(put::ifMatch);
                                if (condition.absent()) {
                                    put.ifNoneMatch("*");
                                }
                            },
                            RequestBody.fromString("scratch " + nonces.get()));
            made.add(new Made(key, Optional.ofNullable(response.versionId())));
            return new Answer(Optional.of(response.eTag()));
        } catch (S3Exception e) {
            // Some servers answer losers of a race by an error of their own.
            if (e.statusCode() == 412 || e.statusCode() == 409 || e.statusCode() >= 500) {
                return new Answer(Optional.empty());
            }
            throw e;
        }
    }

    /// Removes what this probe made and nothing else; what may not be removed stays, and does no harm.
    private void cleanUp(List<Made> made) {
        for (var each : List.copyOf(made)) {
            try {
                connection.writer().deleteObject(delete -> {
                    delete.bucket(connection.name()).key(each.key());
                    each.version().ifPresent(delete::versionId);
                });
            } catch (SdkException e) {
                return;
            }
        }
    }
}
