package org.postern.snmp;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes recordings as .snmprec files: sorted, LF line ends, reads back equal. */
public final class SnmprecWriter {
  private SnmprecWriter() {}

  /** Writes or replaces {@code file}. */
  public static void write(SnmpRecording recording, Path file) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      for (int i = 0; i < recording.size(); i++) {
        writer.write(SnmprecLine.format(recording.varBind(i)));
        writer.write('\n');
      }
    }
  }
}
