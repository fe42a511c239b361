package io.github.backsight.s3;

import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.Optional;

/// Asks the server itself to check, once it is proven that it does; refuses where it does not (law 2). The proof is
/// made at the first write that needs it, and remembered in the bucket.
final class ProvenGuard implements Guard {
    private final VersionReader reader;
    private final SwapMemory memory;
    private Optional<ConditionGuard> proven = Optional.empty();

    ProvenGuard(VersionReader reader, SwapMemory memory) {
        this.reader = reader;
        this.memory = memory;
    }

    @Override
    public Write write(Key key, Expectation expectation, Verb verb, Attempt attempt) throws IOException {
        return guard().write(key, expectation, verb, attempt);
    }

    @Override
    public void requireProven() throws IOException {
        guard();
    }

    @Override
    public Condition ofMany() throws IOException {
        return guard().ofMany();
    }

    private synchronized ConditionGuard guard() throws IOException {
        if (proven.isEmpty()) {
            var ability = memory.recall();
            if (!ability.swaps()) {
                throw new CannotSwapException(reader.connection().bucket().text(), ability);
            }
            proven = Optional.of(new ConditionGuard(reader, ability));
        }
        return proven.get();
    }
}
