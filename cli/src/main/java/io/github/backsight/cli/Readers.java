package io.github.backsight.cli;

import io.github.backsight.config.InputSettings;
import io.github.backsight.config.PublishSettings;
import io.github.backsight.release.Configured;
import io.github.backsight.release.Distribution;
import io.github.backsight.release.Planner;
import io.github.backsight.release.PublicReader;
import io.github.backsight.release.PublicSide;
import io.github.backsight.release.Serving;
import io.github.backsight.s3.CloudFrontDistribution;
import io.github.backsight.s3.PublicExamination;
import io.github.backsight.s3.PublicUrl;
import java.util.Optional;
import java.util.stream.Collectors;

/// Those who read the map, as the configuration says: by which names, through which caches, at which address.
///
/// @param distribution closed at the end, where there is one
record Readers(PublicSide side, Optional<CloudFrontDistribution> distribution) implements AutoCloseable {

    static Readers of(Workplace workplace) {
        var publish = workplace.configuration().publish();
        var cloudfront = publish.cloudfront().map(id -> CloudFrontDistribution.open(id, publish));
        var access = publish.access().equals(Optional.of(PublishSettings.Access.PUBLIC_READ))
                ? PublicSide.Access.EVERYBODY
                : PublicSide.Access.UNKNOWN;
        var caches = cloudfront.map(Distribution.class::cast).orElse(Distribution.NONE);
        return new Readers(
                new PublicSide(caches, reader(workplace), access, CloudFrontDistribution::sleep), cloudfront);
    }

    private static Optional<PublicReader> reader(Workplace workplace) {
        return PublicExamination.address(workplace.configuration()).map(PublicUrl::new);
    }

    static Serving serving(Workplace workplace) {
        return switch (workplace.configuration().publish().mode()) {
            case RELEASES -> Serving.BY_POINTER;
            case IN_PLACE -> Serving.IN_PLACE;
        };
    }

    static Planner planner(Workplace workplace) {
        var inputs = workplace.configuration().inputs().stream()
                .collect(Collectors.toMap(InputSettings::name, InputSettings::key));
        var configured = new Configured(workplace.recipeAsFarAsKnown(), inputs);
        return new Planner(
                workplace.store(),
                workplace.prefix(),
                serving(workplace),
                Optional.of(configured),
                Optional.of(workplace.outlook()));
    }

    @Override
    public void close() {
        distribution.ifPresent(CloudFrontDistribution::close);
    }
}
