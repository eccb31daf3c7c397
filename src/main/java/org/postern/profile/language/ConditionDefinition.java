package org.postern.profile.language;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a field's value says beyond addresses and ports. Exactly one of {@code when}, {@code
 * unless} and {@code anyBits} is given.
 *
 * @param when holds if the value is one of these
 * @param unless holds if it is answered and none of these
 * @param anyBits holds if one of these bits is set (BITS, 0 is the first)
 * @param then what follows if it holds; for a list's gaps it is not used
 * @param reason in words; may hold fields in braces
 * @param ifAbsent true if it also holds when the field is not answered
 */
public record ConditionDefinition(
    String field,
    List<String> when,
    List<String> unless,
    List<Integer> anyBits,
    Outcome then,
    @Nullable String reason,
    @Nullable Boolean ifAbsent) {
  public ConditionDefinition {
    when = Defaults.list(when);
    unless = Defaults.list(unless);
    anyBits = Defaults.list(anyBits);
    then = then == null ? Outcome.POSSIBLE : then;
    reason = Defaults.text(reason, "{" + field + "}");
  }

  public boolean holdsIfAbsent() {
    return Boolean.TRUE.equals(ifAbsent);
  }

  public String reasonText() {
    return Defaults.text(reason, field);
  }

  /** What a condition does to its entry. */
  public enum Outcome {
    /** It matches nothing now: the row is not in service, its time range not active. */
    @JsonProperty("never")
    NEVER,
    /** It never matches the first segment of a connection. */
    @JsonProperty("established")
    ESTABLISHED,
    /** It may match or not. */
    @JsonProperty("possible")
    POSSIBLE
  }
}
