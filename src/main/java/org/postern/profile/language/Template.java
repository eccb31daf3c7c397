package org.postern.profile.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with fields in braces: "{srcZone}>{dstZone}". */
public record Template(String text) {
  private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");

  public static Template of(String text) {
    return new Template(text);
  }

  /** The fields it needs. */
  public List<String> fields() {
    List<String> fields = new ArrayList<>();
    Matcher matcher = FIELD.matcher(text);
    while (matcher.find()) {
      fields.add(matcher.group(1));
    }
    return fields;
  }

  /**
   * Fills the fields in.
   *
   * @param values a field's text, or empty if it has none
   * @return empty if a field has no text
   */
  public Optional<String> fill(Function<String, Optional<String>> values) {
    StringBuilder filled = new StringBuilder();
    Matcher matcher = FIELD.matcher(text);
    int copied = 0;
    while (matcher.find()) {
      Optional<String> value = values.apply(matcher.group(1)).filter(found -> !found.isEmpty());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      filled.append(text, copied, matcher.start()).append(value.get());
      copied = matcher.end();
    }
    return Optional.of(filled.append(text.substring(copied)).toString());
  }

  /** The first of several templates whose fields all have text. */
  public static Optional<String> first(
      List<String> templates, Function<String, Optional<String>> values) {
    return templates.stream().flatMap(template -> of(template).fill(values).stream()).findFirst();
  }
}
