package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailPortTest {
  @ParameterizedTest
  @EnumSource
  void isReadByNumberAndByNameInAnyCase(MailPort port) {
    assertThat(MailPort.parse(Integer.toString(port.number()))).contains(port);
    assertThat(MailPort.parse(port.serviceName())).contains(port);
    assertThat(MailPort.parse(port.serviceName().toUpperCase(Locale.ROOT))).contains(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "26", "025", "smtps", "0"})
  void whatIsNoMailPortIsNotRead(String text) {
    assertThat(MailPort.parse(text)).isEmpty();
  }

  @Test
  void thereAreSeven() {
    assertThat(MailPort.values())
        .extracting(MailPort::number)
        .containsExactly(25, 110, 143, 465, 587, 993, 995);
  }
}
