package io.github.backsight.config;

/// Numbers from one to another, both included.
public record Span(double least, double most) {
    public Span {
        if (!(least <= most)) {
            throw new IllegalArgumentException("a span begins with the lower number: " + least + ", " + most);
        }
    }

    public boolean holds(double number) {
        return number >= least && number <= most;
    }

    @Override
    public String toString() {
        return plain(least) + " to " + plain(most);
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
