package org.postern.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the tests compare with out of the text of POSTERN-MIB; knows just its own style. */
final class MibModule {
  static final Path FILE = Path.of("mibs", "POSTERN-MIB.txt");

  private static final Pattern OBJECT =
      Pattern.compile(
          "(?ms)^(\\w+) OBJECT-TYPE\\s+SYNTAX\\s+(.*?)\\s+(?:UNITS\\s+\"[^\"]*\"\\s+)?"
              + "MAX-ACCESS\\s+(\\S+)\\s.*?::= \\{ (\\w+) (\\d+) \\}");
  private static final Pattern NODE =
      Pattern.compile("(?m)^(\\w+)\\s+OBJECT IDENTIFIER ::= \\{ (\\w+) (\\d+) \\}");
  private static final Pattern NOTIFICATION =
      Pattern.compile(
          "(?ms)^(\\w+) NOTIFICATION-TYPE\\s+OBJECTS\\s+\\{ (.*?) \\}.*?::= \\{ (\\w+) (\\d+) \\}");
  private static final Pattern DESCRIPTION =
      Pattern.compile("(?ms)^(\\w+) NOTIFICATION-TYPE\\s.*?DESCRIPTION\\s+\"([^\"]*)\"");
  private static final Pattern CONVENTION =
      Pattern.compile("(?ms)^(\\w+) ::= TEXTUAL-CONVENTION.*?SYNTAX\\s+(INTEGER|BITS) \\{(.*?)\\}");
  private static final Pattern NAMED_NUMBER = Pattern.compile("(\\w+)\\((\\d+)\\)");

  final Map<String, MibObject> objects = new LinkedHashMap<>();
  final Map<String, MibNotification> notifications = new LinkedHashMap<>();
  final Map<String, Map<String, Integer>> conventions = new LinkedHashMap<>();

  /** Of each notification, on one line. */
  final Map<String, String> descriptions = new LinkedHashMap<>();

  private final Map<String, String> oids = new LinkedHashMap<>();

  record MibObject(String name, String oid, String syntax, String access) {}

  record MibNotification(String name, String oid, List<String> objects) {}

  final String text;

  MibModule() throws IOException {
    text = Files.readString(FILE);
    // Quoted text first: a description may hold anything.
    String code = text.replaceAll("(?s)\"[^\"]*\"", "\"\"");
    oids.put("posternMIB", AgentSettings.DOCUMENTATION_ARC);
    Matcher node = NODE.matcher(code);
    while (node.find()) {
      define(node.group(1), node.group(2), node.group(3));
    }
    Matcher entry = Pattern.compile("(?m)^(\\w+) OBJECT-TYPE$").matcher(code);
    while (entry.find()) {
      Matcher object = OBJECT.matcher(code).region(entry.start(), code.length());
      if (object.lookingAt()) {
        String name = object.group(1);
        define(name, object.group(4), object.group(5));
        String syntax = object.group(2).replaceAll("\\s+", " ");
        objects.put(name, new MibObject(name, oids.get(name), syntax, object.group(3)));
      }
    }
    Matcher notification = NOTIFICATION.matcher(code);
    while (notification.find()) {
      define(notification.group(1), notification.group(3), notification.group(4));
      List<String> list =
          new ArrayList<>(Arrays.asList(notification.group(2).trim().split("\\s*,\\s*")));
      String name = notification.group(1);
      notifications.put(name, new MibNotification(name, oids.get(name), list));
    }
    Matcher description = DESCRIPTION.matcher(text);
    while (description.find()) {
      descriptions.put(description.group(1), description.group(2).replaceAll("\\s+", " "));
    }
    Matcher convention = CONVENTION.matcher(code);
    while (convention.find()) {
      conventions.put(convention.group(1), namedNumbers(convention.group(3)));
    }
  }

  private void define(String name, String parent, String number) {
    if (oids.containsKey(parent)) {
      oids.put(name, oids.get(parent) + "." + number);
    }
  }

  /** Every node of the module: objects, tables, notifications and what is above them. */
  Set<String> nodes() {
    return Set.copyOf(oids.values());
  }

  /** The object that has this identifier, without an instance or with that of a scalar. */
  Optional<MibObject> object(String oid) {
    return objects.values().stream()
        .filter(object -> oid.equals(object.oid()) || oid.equals(object.oid() + ".0"))
        .findFirst();
  }

  /** The enumeration of an object, by name; empty if it has none. */
  Map<String, Integer> enumeration(MibObject object) {
    return object.syntax().startsWith("INTEGER {")
        ? namedNumbers(object.syntax())
        : conventions.getOrDefault(object.syntax(), Map.of());
  }

  static Map<String, Integer> namedNumbers(String text) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    Matcher number = NAMED_NUMBER.matcher(text);
    while (number.find()) {
      numbers.put(number.group(1), Integer.valueOf(number.group(2)));
    }
    return numbers;
  }
}
