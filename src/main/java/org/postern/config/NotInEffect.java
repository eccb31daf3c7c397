package org.postern.config;

import java.util.Map;

/**
 * Keys that are read and checked but change nothing yet. Whoever sets one is told so, unless the
 * value asks for what happens anyway.
 */
final class NotInEffect {
  /** How its warnings begin. */
  static final String WORDS = "is not in effect yet";

  /** By key; the documentation marks the same ones. */
  static final Map<String, Rule> KEYS =
      Map.ofEntries(
          Map.entry(
              "devices[].roles", new Rule("", "only the hosts under policy.roles have roles")));

  private final Problems problems;

  NotInEffect(Problems problems) {
    this.problems = problems;
  }

  /**
   * What is the case instead.
   *
   * @param harmless the value that asks for just that; empty if none does
   */
  record Rule(String harmless, String instead) {}

  /** Warns of every such key in {@code section} and below. */
  void warn(Section section) {
    section.named().values().forEach(this::warn);
  }

  private void warn(Section.Item item) {
    Rule rule = KEYS.get(item.path().toString().replaceAll("\\[\\d+]", "[]"));
    if (rule != null && !isHarmless(item.node(), rule)) {
      problems.warn(item.place(), item.path(), WORDS + ": " + rule.instead());
    } else if (item.node() instanceof YamlNode.Mapping mapping) {
      warn(new Section(item.path(), mapping, problems));
    } else if (item.node() instanceof YamlNode.Items list) {
      for (int i = 0; i < list.items().size(); i++) {
        YamlNode each = list.items().get(i);
        warn(new Section.Item(item.path().item(i), each, each.place()));
      }
    }
  }

  private static boolean isHarmless(YamlNode node, Rule rule) {
    return node instanceof YamlNode.Scalar scalar
        && (scalar.kind() == YamlNode.Kind.NULL || scalar.text().equals(rule.harmless()));
  }
}
