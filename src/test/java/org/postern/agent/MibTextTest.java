package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MibTextTest {
  @Test
  void theDefaultArcGivesTheShippedText() throws IOException {
    assertThat(MibText.rootedAt(AgentSettings.DOCUMENTATION_ARC))
        .isEqualTo(Files.readString(MibModule.FILE));
  }

  @Test
  void anotherArcChangesNothingButTheRoot() throws IOException {
    List<String> shipped = Files.readAllLines(MibModule.FILE);
    List<String> moved = MibText.rootedAt("1.3.6.1.4.1.99999.5").lines().toList();
    assertThat(moved)
        .hasSameSizeAs(shipped)
        .contains("    ::= { posternArc 5 }")
        .contains("posternArc OBJECT IDENTIFIER ::= { enterprises 99999 }");
    assertThat(moved.stream().filter(line -> !shipped.contains(line))).hasSize(2);
  }

  @Test
  void aLongerArcNamesEachStep() {
    assertThat(MibText.rootedAt("1.3.6.1.4.1.99999.5.6.7"))
        .contains(
            """
                ::= { posternArc 7 }

            posternArc1 OBJECT IDENTIFIER ::= { enterprises 99999 }
            posternArc2 OBJECT IDENTIFIER ::= { posternArc1 5 }
            posternArc OBJECT IDENTIFIER ::= { posternArc2 6 }
            """);
  }

  @Test
  void anEnterpriseOfItsOwnNeedsNoSteps() {
    assertThat(MibText.rootedAt("1.3.6.1.4.1.99999"))
        .contains("    ::= { enterprises 99999 }\n")
        .doesNotContain("posternArc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.3.6.1.4.1",
        "1.3.6.1.4.1.",
        "1.3.6.1.2.1.5",
        "1.3.6.1.4.1.99999.",
        "1.3.6.1.4.1.99999.x",
        "1.3.6.1.4.1.4294967296",
        "1.3.6.1.4.1.-1",
        ".1.3.6.1.4.1.99999",
        "1.3.6.1.4.1.1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.21"
      })
  void whatIsNoArcBelowEnterprisesIsRefused(String arc) {
    assertThatThrownBy(() -> MibText.rootedAt(arc))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(arc);
  }
}
