package org.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.postern.finding.FindingKind;

/** Schema, records, CONFIGURATION.md and the full test file speak of the same keys. */
class ConfigurationKeysTest {
  private static final Path DOCUMENT = Path.of("src", "docs", "CONFIGURATION.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([\\w.\\[\\]]+)` \\| [^|]+ \\| ([^|]+) \\| [^|]+ \\|");
  private static final Pattern KIND_ROW =
      Pattern.compile("\\| `(\\w+)` \\| (\\d+) \\| (\\d+) \\| ([^|]+) \\| [^|]+ \\|");

  @Test
  void everyKeyIsDocumentedAndEveryDocumentedKeyExists() throws IOException {
    assertThat(documented().keySet()).isEqualTo(new SchemaKeys().all().keySet());
  }

  @Test
  void theDocumentedDefaultsAreThoseOfTheSchema() throws IOException {
    Map<String, String> documented = documented();

    new SchemaKeys()
        .all()
        .forEach(
            (key, value) ->
                value.ifPresent(
                    text ->
                        assertThat(documented.get(key).replace("`", "")).as(key).isEqualTo(text)));
  }

  @Test
  void theDocumentedLimitsOfEachKindAreItsDefaults() throws IOException {
    Set<String> found = new HashSet<>();
    Matcher row = KIND_ROW.matcher(Files.readString(DOCUMENT));
    while (row.find()) {
      FindingKind kind = Words.KINDS.get(row.group(1));
      DetectionConfig.Kind standard = DetectionConfig.standard().kind(kind);
      assertThat(row.group(2)).as(row.group()).isEqualTo(Integer.toString(standard.raise()));
      assertThat(row.group(3)).as(row.group()).isEqualTo(Integer.toString(standard.clear()));
      assertThat(row.group(4)).as(row.group()).isIn(kind.severity().label(), "the expectation's");
      found.add(row.group(1));
    }
    assertThat(found).isEqualTo(Words.KINDS.keySet());
  }

  @Test
  void everyKeyOfTheFullFileChangesTheConfigurationOrIsNeeded() throws IOException {
    assertThat(new KeyRemoval(ConfigFiles.FOLDER.resolve("valid-full.yaml")).keysWithoutEffect())
        .isEmpty();
  }

  @Test
  void theFullFileHasEveryKey() throws IOException {
    Set<String> keys = new HashSet<>(new SchemaKeys().all().keySet());

    keys.removeAll(new KeyRemoval(ConfigFiles.FOLDER.resolve("valid-full.yaml")).keys());

    assertThat(keys).isEmpty();
  }

  @Test
  void everyComponentOfTheRecordsIsReachedByTheFiles() throws IOException {
    Map<String, Set<Object>> values = new TreeMap<>();
    for (Path file : ConfigFiles.named("valid-")) {
      collect(((ConfigResult.Loaded) ConfigFiles.load(file)).config(), values);
    }

    assertThat(values).containsKey("CounterBinding.action");
    values.values().removeIf(seen -> seen.size() > 1);
    assertThat(values.keySet()).as("components with one value only").isEmpty();
  }

  private static void collect(Object value, Map<String, Set<Object>> values) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(inner -> collect(inner, values));
    } else if (value instanceof Iterable<?> list && !(value instanceof Path)) {
      list.forEach(inner -> collect(inner, values));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(inner -> collect(inner, values));
    } else if (value instanceof Record part
        && part.getClass().getName().startsWith("org.postern.config")) {
      for (RecordComponent component : part.getClass().getRecordComponents()) {
        Object inner = read(component, part);
        String name = part.getClass().getSimpleName() + "." + component.getName();
        values.computeIfAbsent(name, key -> new HashSet<>()).add(inner);
        collect(inner, values);
      }
    }
  }

  private static Object read(RecordComponent component, Record part) {
    try {
      return component.getAccessor().invoke(part);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component.getName(), e);
    }
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> keys = new TreeMap<>();
    List<String> lines = Files.readAllLines(DOCUMENT);
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(keys.put(row.group(1), row.group(2))).as("twice: %s", line).isNull();
      }
    }
    return keys;
  }
}
