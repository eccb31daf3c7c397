package org.postern;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which Postern this is. */
final class Version implements IVersionProvider {
  /** The version the build was given, such as "0.1.0". */
  static String number() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/postern.properties")) {
      if (in == null) {
        throw new IllegalStateException("postern.properties is missing from the jar");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("postern.properties cannot be read: " + e.getMessage(), e);
    }
    return properties.getProperty("version", "");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"postern " + number(), "Java " + Runtime.version()};
  }
}
