package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.postern.acl.AddressMatch;
import org.postern.acl.InterfaceMatch;
import org.postern.acl.IpFamily;
import org.postern.acl.PortSet;
import org.postern.acl.ProtocolMatch;
import tools.jackson.databind.JsonNode;

/** Reads the right sides of nft's comparisons: values, prefixes, ranges and sets of them. */
final class NftValues {
  private final NftRuleset.Table table;

  NftValues(NftRuleset.Table table) {
    this.table = table;
  }

  /** The value is of a kind that cannot be evaluated. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /**
   * The members of an anonymous or a named set, or the value itself as the only one.
   *
   * @throws Unreadable if there is no such set
   */
  List<JsonNode> members(JsonNode right) {
    List<JsonNode> members = new ArrayList<>();
    if (right.isString() && right.asString().startsWith("@")) {
      String name = right.asString().substring(1);
      JsonNode set = table.sets().get(name);
      if (set == null) {
        throw new Unreadable("set " + name + " is not in the listing");
      }
      set.path("elem").forEach(element -> members.add(plain(element)));
    } else if (right.has("set")) {
      JsonNode set = right.get("set");
      if (set.isArray()) {
        set.forEach(element -> members.add(plain(element)));
      } else {
        members.add(plain(set));
      }
    } else if (right.isArray()) {
      right.forEach(element -> members.add(plain(element)));
    } else {
      members.add(plain(right));
    }
    return members;
  }

  /** An element without its timeout, comment or counter. */
  private static JsonNode plain(JsonNode element) {
    return element.has("elem") ? element.path("elem").path("val") : element;
  }

  AddressMatch addresses(JsonNode right, IpFamily family) {
    List<AddressMatch> options = new ArrayList<>();
    for (JsonNode member : members(right)) {
      AddressMatch match = address(member);
      boolean fits =
          !(match instanceof AddressMatch.Masked masked && masked.family() != family)
              && !(match instanceof AddressMatch.Range range && range.family() != family);
      if (!fits) {
        throw new Unreadable("address of another family: " + member);
      }
      options.add(match);
    }
    return options.size() == 1 ? options.get(0) : new AddressMatch.AnyOf(options);
  }

  private static AddressMatch address(JsonNode value) {
    try {
      if (value.has("prefix")) {
        JsonNode prefix = value.get("prefix");
        return AddressMatch.parse(
            prefix.path("addr").asString("") + "/" + prefix.path("len").asInt(-1));
      }
      if (value.has("range")) {
        JsonNode range = value.get("range");
        return AddressMatch.parse(range.path(0).asString("") + "-" + range.path(1).asString(""));
      }
      if (value.isString()) {
        return AddressMatch.parse(value.asString());
      }
    } catch (IllegalArgumentException e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
    throw new Unreadable("address " + value);
  }

  PortSet ports(JsonNode right) {
    List<PortSet.Range> ranges = new ArrayList<>();
    for (JsonNode member : members(right)) {
      JsonNode range = member.path("range");
      int low = number(range.isArray() ? range.path(0) : member);
      int high = number(range.isArray() ? range.path(1) : member);
      if (low > high || high > PortSet.MAX) {
        throw new Unreadable("ports " + member);
      }
      ranges.add(new PortSet.Range(low, high));
    }
    return PortSet.of(ranges);
  }

  private static int number(JsonNode value) {
    String text = value.isValueNode() ? value.asString() : "";
    if (!text.matches("\\d{1,9}")) {
      throw new Unreadable("number " + value);
    }
    return Integer.parseInt(text);
  }

  ProtocolMatch protocols(JsonNode right, boolean negated) {
    Set<Integer> numbers = new HashSet<>();
    for (JsonNode member : members(right)) {
      OptionalInt number =
          member.isValueNode() ? Protocols.number(member.asString()) : OptionalInt.empty();
      if (number.isEmpty()) {
        throw new Unreadable("protocol " + member);
      }
      numbers.add(number.getAsInt());
    }
    if (numbers.isEmpty() && !negated) {
      throw new Unreadable("an empty set of protocols");
    }
    return negated ? new ProtocolMatch.NoneOf(numbers) : new ProtocolMatch.OneOf(numbers);
  }

  InterfaceMatch interfaces(JsonNode right) {
    List<InterfaceMatch> options = new ArrayList<>();
    for (String name : names(right)) {
      options.add(new InterfaceMatch.Named(name));
    }
    return options.size() == 1 ? options.get(0) : new InterfaceMatch.AnyOf(options);
  }

  /** Words: interface names, connection states, flags. */
  List<String> names(JsonNode right) {
    List<String> names = new ArrayList<>();
    for (JsonNode member : members(right)) {
      if (!member.isValueNode()) {
        throw new Unreadable("name " + member);
      }
      names.add(member.asString());
    }
    return names;
  }
}
