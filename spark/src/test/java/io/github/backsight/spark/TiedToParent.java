package io.github.backsight.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Runs the main method of another class, and ends when the process that started it does, however that ends: then
/// nobody holds the other end of the standard input any more.
final class TiedToParent {
    private TiedToParent() {}

    /// @param arguments the name of the class, then its arguments
    public static void main(String[] arguments) throws ReflectiveOperationException {
        var watch = new Thread(TiedToParent::endAfterParent, "parent");
        watch.setDaemon(true);
        watch.start();
        var rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }

    private static void endAfterParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // As good as its end.
        }
        System.exit(1);
    }
}
