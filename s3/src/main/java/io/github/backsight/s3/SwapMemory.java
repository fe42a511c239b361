package io.github.backsight.s3;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where a bucket's proven ability is written down, so that it is proven once and not at each command.
///
/// Safe for use by many threads.
final class SwapMemory {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Connection connection;
    private final String key;
    private final SwapProbe probe;
    private Optional<SwapAbility> known = Optional.empty();

    /// @param key of the object that holds it
    SwapMemory(Connection connection, String key, SwapProbe probe) {
        this.connection = connection;
        this.key = key;
        this.probe = probe;
    }

    /// {@return what was proven of this server, now or before}
    synchronized SwapAbility recall() throws IOException {
        if (known.isEmpty()) {
            var remembered = remembered();
            known = Optional.of(remembered.isPresent() ? remembered.get() : proveAgain());
        }
        return known.get();
    }

    /// Proves it now, whatever was remembered, and writes it down.
    SwapAbility proveAgain() throws IOException {
        var ability = probe.prove();
        Requests.answer(
                connection,
                "write '" + key + "'",
                Action.WRITE,
                key,
                () -> connection
                        .reader()
                        .putObject(
                                put -> put.bucket(connection.name()).key(key).contentType("application/json"),
                                RequestBody.fromBytes(JSON.writeValueAsBytes(ability))));
        return ability;
    }

    /// What was proven of another server, or cannot be read, counts for nothing.
    private Optional<SwapAbility> remembered() throws IOException {
        try {
            var bytes = connection
                    .reader()
                    .getObjectAsBytes(get -> get.bucket(connection.name()).key(key))
                    .asByteArray();
            return Optional.of(JSON.readValue(bytes, SwapAbility.class))
                    .filter(ability -> ability.format() == SwapAbility.FORMAT)
                    .filter(ability -> ability.endpoint().equals(SwapProbe.endpoint(connection)));
        } catch (JacksonException e) {
            return Optional.empty();
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && Faults.saysMissing(answer)) {
                return Optional.empty();
            }
            throw connection.faults().of(e, "read '" + key + "'", Action.READ_OBJECT, key);
        }
    }
}
