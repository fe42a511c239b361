package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoliciesTest {
    private static final Path FOLDER = Path.of("..", "docs", "iam");

    /// Run with `-Dbacksight.writePolicies=true` to write the files anew.
    @ParameterizedTest
    @EnumSource(Role.class)
    void aPolicyInTheDocsIsWhatTheTableSays(Role role) throws IOException {
        var file = FOLDER.resolve(role.name().toLowerCase(Locale.ROOT) + ".json");
        if (Boolean.getBoolean("backsight.writePolicies")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, Policies.of(role));
        }

        assertThat(file)
                .as("write it anew with: ./mvnw -pl s3 -am test -Dtest='PoliciesTest' -Dbacksight.writePolicies=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(Policies.of(role));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void law3_noRoleMayRemoveVersionsOrChangeTheBucket(Role role) {
        assertThat(Policies.of(role))
                .doesNotContain("s3:DeleteObjectVersion")
                .doesNotContain("s3:PutBucket")
                .doesNotContain("PutLifecycleConfiguration")
                .doesNotContain("s3:*");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void doctorTriesEachActionOrSaysWhyNot(Role role) {
        for (var need : role.needs()) {
            boolean asked = need.place() == Role.Place.BUCKET && BucketExamination.ASKED.contains(need.action());
            boolean tried = Trials.tried().contains(need);

            assertThat(asked || tried || Trials.untried(need).isPresent())
                    .as("%s", need)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"READER", "PUBLISHER", "ROLLBACK"})
    void anOperatorMayWhatAllOthersMay(Role role) {
        assertThat(Role.OPERATOR.needs()).containsAll(role.needs());
    }
}
