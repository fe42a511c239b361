package io.github.backsight.release;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Page;
import io.github.backsight.store.VersionId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;

/// A store whose owner removes old versions for ever, as lifecycle rules do.
final class ForgetfulStore {
    private ForgetfulStore() {}

    /// @param gone versions that are no longer there; more may be added at any time
    static ObjectStore of(ObjectStore store, Set<VersionId> gone) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    var given = arguments == null ? List.of() : List.of(arguments);
                    if (given.stream().anyMatch(gone::contains)) {
                        throw new MissingVersionException((Key) given.getFirst(), (VersionId) given.get(1));
                    }
                    try {
                        return remembered(method.invoke(store, arguments), gone);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Object remembered(Object answer, Set<VersionId> gone) {
        return switch (answer) {
            case Page(var entries, var next) -> new Page(remembered(entries, gone), next);
            case List<?> list
            when list.stream().allMatch(Entry.class::isInstance) ->
                remembered(list.stream().map(Entry.class::cast).toList(), gone);
            case null, default -> answer;
        };
    }

    private static List<Entry> remembered(List<Entry> entries, Set<VersionId> gone) {
        return entries.stream().filter(entry -> !gone.contains(entry.id())).toList();
    }
}
