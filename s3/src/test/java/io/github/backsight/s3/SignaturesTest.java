package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    /// Who uses the module must be able to do without knowing, or having, the SDK's types.
    @Test
    void noTypeOfTheSdkStandsInAPublicSignature() {
        var visible = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.github.backsight.s3")
                        .stream()
                        .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(each -> each.getCodeUnits().stream())
                        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                        .toList();

        assertThat(visible)
                .isNotEmpty()
                .allSatisfy(unit -> assertThat(typesOf(unit))
                        .as(unit.getFullName())
                        .noneMatch(type -> type.getName().startsWith("software.amazon.")));
    }

    private static Stream<JavaClass> typesOf(JavaCodeUnit unit) {
        return Stream.of(unit.getRawParameterTypes(), List.of(unit.getRawReturnType()), unit.getExceptionTypes())
                .flatMap(List::stream);
    }
}
