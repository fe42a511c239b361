package io.github.backsight.s3;

import io.github.backsight.doctor.Diagnosis;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Asks a bucket one thing for `doctor`, and makes a diagnosis of any answer: what a server does not implement, and
/// what
/// may not be asked, is unknown, and no failure hides another.
record Asking(Connection connection) {

    /// @param absent what it means that the server has nothing to tell (404)
    List<Diagnosis> of(
            String subject, Action action, Supplier<List<Diagnosis>> absent, Supplier<List<Diagnosis>> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            if (e instanceof S3Exception answer) {
                if (answer.statusCode() == 404 && !Faults.code(answer).equals("NoSuchBucket")) {
                    return absent.get();
                }
                if (answer.statusCode() == 501 || answer.statusCode() == 405) {
                    return List.of(Diagnosis.unknown(subject, "the server does not implement this question", ""));
                }
                if (denied(answer)) {
                    return List.of(Diagnosis.unknown(
                            subject,
                            "permission denied: " + action.permission() + " is missing",
                            "Allow " + action.permission() + " on arn:aws:s3:::" + connection.name()));
                }
            }
            return List.of(Diagnosis.unknown(subject, why(e, subject, action, ""), ""));
        }
    }

    static boolean denied(S3Exception answer) {
        return answer.statusCode() == 403
                && (Faults.code(answer).isEmpty() || Faults.code(answer).startsWith("AccessDenied"));
    }

    String why(SdkException fault, String subject, Action action, String object) {
        var message = connection
                .faults()
                .of(fault, "look at " + subject, action, object)
                .getMessage();
        return message == null ? fault.toString() : message;
    }
}
