package org.postern.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.postern.snmp.Secret;

/** Fetches secrets from where the file says they are: environment, another file, or right there. */
final class SecretSource {
  private static final long MOST_OCTETS = 4096;

  private final Map<String, String> environment;

  SecretSource(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The secret at a key; empty if it is absent, or after the reason was noted as a problem.
   *
   * @param least length in characters
   */
  Optional<Secret> read(Section section, String key, int least) {
    Optional<YamlNode> value = section.value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> secret =
        value.get() instanceof YamlNode.Mapping
            ? elsewhere(section, key)
            : inPlainSight(section, key);
    if (secret.isPresent() && secret.get().isEmpty()) {
      section.wrong(key, "the secret is empty");
      return Optional.empty();
    }
    if (secret.isPresent() && secret.get().length() < least) {
      section.wrong(key, "must have at least " + least + " characters");
      return Optional.empty();
    }
    return secret.map(Secret::new);
  }

  private static Optional<String> inPlainSight(Section section, String key) {
    Optional<String> text = section.text(key);
    if (text.isPresent()) {
      section.doubtful(
          key, "the secret stands in the file; {env: NAME} or {file: path} keeps it out of here");
    }
    return text;
  }

  private Optional<String> elsewhere(Section section, String key) {
    Section source = section.section(key);
    Optional<String> variable = source.text("env");
    if (variable.isPresent()) {
      return fromEnvironment(source, variable.get());
    }
    return source.path("file").flatMap(file -> fromFile(source, file));
  }

  private Optional<String> fromEnvironment(Section source, String variable) {
    Optional<String> value = Optional.ofNullable(environment.get(variable));
    if (value.isEmpty()) {
      source.wrong("env", "the environment variable is not set");
    } else if (value.get().isEmpty()) {
      source.wrong("env", "the environment variable is empty");
      return Optional.empty();
    }
    return value;
  }

  private static Optional<String> fromFile(Section source, Path file) {
    try {
      if (Files.size(file) > MOST_OCTETS) {
        source.wrong("file", file + " is longer than " + MOST_OCTETS + " octets");
        return Optional.empty();
      }
      String secret = firstLine(Files.readString(file, StandardCharsets.UTF_8));
      if (secret.isEmpty()) {
        source.wrong("file", "the first line of " + file + " is empty");
        return Optional.empty();
      }
      return Optional.of(secret);
    } catch (CharacterCodingException e) {
      source.wrong("file", file + " is not UTF-8 text");
    } catch (IOException e) {
      source.wrong("file", "cannot read " + file + ": " + FileTrouble.reason(e));
    }
    return Optional.empty();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
