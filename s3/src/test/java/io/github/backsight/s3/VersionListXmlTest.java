package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class VersionListXmlTest {
    @Test
    void anErrorInsideASuccessIsNoEmptyList() {
        var error = "<Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>";

        assertThatThrownBy(() -> VersionListXml.parse(error.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(XMLStreamException.class)
                .hasMessage("it is no list of versions but <Error>");
    }
}
