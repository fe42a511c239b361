package io.github.backsight.console;

/// A request that is answered by a problem, and nothing else happens.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /// @param status of HTTP
    /// @param detail for people: what was wrong, and what to do next
    Refused(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
