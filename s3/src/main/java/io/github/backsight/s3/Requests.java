package io.github.backsight.s3;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;

/// One request whose failure is told in our words.
final class Requests {
    private Requests() {}

    /// What the SDK is asked to do.
    @FunctionalInterface
    interface Request<T> {
        T send();
    }

    /// @param asked what was to be done, as in `read 'maps/live.json'`
    static <T> T answer(Connection connection, String asked, Action action, String object, Request<T> request)
            throws IOException {
        try {
            return request.send();
        } catch (SdkException e) {
            throw connection.faults().of(e, asked, action, object);
        }
    }
}
