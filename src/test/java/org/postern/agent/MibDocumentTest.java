package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The MIB document and the MIB name the same objects. */
class MibDocumentTest {
  @Test
  void everyColumnAndNotificationIsDocumentedUnderItsNumber() throws IOException {
    MibModule module = new MibModule();
    String document = Files.readString(Path.of("src", "docs", "MIB.md"));
    module.objects.values().stream()
        .filter(object -> !object.access().equals("not-accessible"))
        .forEach(object -> assertRow(document, object.name(), object.oid()));
    module.notifications.values().forEach(type -> assertRow(document, type.name(), type.oid()));
  }

  private static void assertRow(String document, String name, String oid) {
    String number = oid.substring(oid.lastIndexOf('.') + 1);
    assertThat(document).contains("| " + number + " | `" + name + "` |");
  }
}
