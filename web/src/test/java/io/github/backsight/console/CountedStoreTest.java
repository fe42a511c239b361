package io.github.backsight.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.testkit.ObjectStoreContract;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// A counted store does what the store below does; what is counted: [MetricsTest].
class CountedStoreTest implements ObjectStoreContract {
    @Override
    public ObjectStore emptyStore() {
        return new Metrics(System::nanoTime).counted(new MemoryObjectStore(Clock.systemUTC()));
    }

    @Test
    void nothingIsLeftToTheSlowerWaysThatTheInterfaceHas() {
        var own = Arrays.stream(CountedStore.class.getDeclaredMethods())
                .map(CountedStoreTest::signature)
                .toList();

        assertThat(Arrays.stream(ObjectStore.class.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !isShortForAnother(method))
                        .map(CountedStoreTest::signature))
                .isSubsetOf(own);
    }

    /// All pages of a list, all bytes of a version: these call what is counted.
    private static boolean isShortForAnother(Method method) {
        return switch (method.getName()) {
            case "history", "list" -> method.getParameterCount() == 1;
            case "read" -> method.getParameterCount() == 2;
            default -> false;
        };
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }
}
