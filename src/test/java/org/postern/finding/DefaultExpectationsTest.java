package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultExpectationsTest {
  private static List<String> lines(Policy policy) {
    return DefaultExpectations.of(policy).expectations().stream()
        .map(
            e ->
                e.id()
                    + " "
                    + end(e.from())
                    + " > "
                    + end(e.to())
                    + " "
                    + e.ports().stream().map(port -> port.number()).sorted().toList()
                    + " "
                    + e.action()
                    + " "
                    + e.severity().label())
        .toList();
  }

  private static String end(Policy.End end) {
    return end.zone().orElse("any")
        + end.role().map(r -> (end.notRole() ? "!" : "/") + r).orElse("");
  }

  @Test
  void aSiteWithAllRolesGetsTheWholeTable() {
    assertThat(lines(Sample.site()))
        .containsExactly(
            "E1 untrusted > any/mx [25] PERMIT critical",
            "E2 untrusted > any!mx [25] DENY major",
            "E3 any/relay-out > untrusted [25] PERMIT critical",
            "E4 clients!relay-out > untrusted [25] DENY critical",
            "E5 clients > any/submission [465, 587] PERMIT major",
            "E5 untrusted > any/submission [465, 587] PERMIT major",
            "E6 clients > untrusted [465, 587] PERMIT info",
            "E7 untrusted > any/access [993, 995] PERMIT major",
            "E8 untrusted > any/access [110, 143] DENY major",
            "E9 any > clients!mx [25] DENY major",
            "E9 any > clients!submission [465, 587] DENY major",
            "E9 any > clients!access [993, 995] DENY major",
            "E9 any > clients!access [110, 143] DENY major",
            "E9 any > mail-dmz!mx [25] DENY major",
            "E9 any > mail-dmz!submission [465, 587] DENY major",
            "E9 any > mail-dmz!access [993, 995] DENY major",
            "E9 any > mail-dmz!access [110, 143] DENY major");
  }

  @Test
  void nothingIsAssumedOfWhatNobodyConfigured() {
    assertThat(lines(Policy.empty())).isEmpty();
    assertThat(
            lines(
                new Policy(
                    Map.of("untrusted", Sample.zone("untrusted")), Map.of(), List.of(), List.of())))
        .isEmpty();
  }

  @Test
  void anAccessRoleWithoutHostsMeansThatNoneIsOffered() {
    Policy policy =
        new Policy(
            Map.of("untrusted", Sample.zone("untrusted")),
            Map.of("access", Sample.role("access", "")),
            List.of(),
            List.of());
    assertThat(lines(policy))
        .containsExactly(
            "E7 untrusted > any!access [993, 995] DENY major",
            "E8 untrusted > any/access [110, 143] DENY major");
  }
}
