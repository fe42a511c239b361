package io.github.backsight.config;

import java.util.Optional;

/// Where releases go.
///
/// @param prefix what all published keys begin with, without a `/` at either end
/// @param access who may read what is published; empty: as the bucket decides
/// @param url where browsers find what lies below the prefix, without a `/` at its end; it stands in the TileJSON
/// @param cloudfront the id of the CloudFront distribution to be told of changes
public record PublishSettings(
        String prefix, Mode mode, Optional<Access> access, Optional<String> cloudfront, Optional<String> url) {

    /// How a release becomes what people see.
    public enum Mode implements Named {
        /// A pointer names the live release; nothing published ever changes.
        RELEASES("releases"),
        /// Fixed URLs are overwritten, for clients that read those.
        IN_PLACE("in-place");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /// The ready-made access lists of S3 that suit a map.
    public enum Access implements Named {
        PRIVATE("private"),
        PUBLIC_READ("public-read"),
        BUCKET_OWNER_FULL_CONTROL("bucket-owner-full-control");

        private final String text;

        Access(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }
}
