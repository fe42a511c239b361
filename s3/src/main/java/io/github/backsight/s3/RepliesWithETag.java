package io.github.backsight.s3;

import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// Takes no reply for a success that does not tell the ETag of what it is about: it is an error inside a 200, or comes
/// from something on the way that is no S3 server. The SDK takes both for success.
final class RepliesWithETag implements ExecutionInterceptor {

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        boolean tells = switch (context.request()) {
            case HeadObjectRequest unused -> true;
            case GetObjectRequest unused -> true;
            case PutObjectRequest unused -> true;
            case UploadPartRequest unused -> true;
            default -> false;
        };
        var response = context.httpResponse();
        if (tells
                && response.isSuccessful()
                && response.firstMatchingHeader("ETag").isEmpty()) {
            throw RetryableException.create("the reply names no ETag, so it is none of an S3 server: an error inside a "
                    + response.statusCode() + ", or something on the way");
        }
        return response;
    }
}
