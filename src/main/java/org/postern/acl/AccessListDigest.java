package org.postern.acl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A digest that changes exactly when an access list is edited: order, actions, match fields,
 * bindings, families and the implicit action count; counters, remarks, text, entry ids and the
 * list's name do not, so renumbering or a new comment is no change.
 *
 * <p>What an unresolved part or a condition names does count: pointing an entry at another address
 * group is an edit. Mappers must therefore keep such reasons free of anything that moves by itself.
 */
public final class AccessListDigest {
  private AccessListDigest() {}

  /** SHA-256 of the normalised list as 64 lower-case hexadecimal digits. */
  public static String of(AccessList list) {
    MessageDigest digest = sha256();
    add(digest, "families", sorted(list.families()));
    add(digest, "bindings", sorted(list.bindings()));
    add(digest, "implicit", list.implicitAction().map(Action::name).orElse("unknown"));
    for (AccessListEntry entry : list.entries()) {
      add(digest, "action", entry.action().name() + " " + entry.skipTo());
      add(digest, "protocol", protocol(entry.protocol()));
      add(digest, "source", address(entry.source()));
      add(digest, "sourcePorts", String.valueOf(entry.sourcePorts()));
      add(digest, "destination", address(entry.destination()));
      add(digest, "destinationPorts", String.valueOf(entry.destinationPorts()));
      add(digest, "ingress", name(entry.ingress()));
      add(digest, "egress", name(entry.egress()));
      add(digest, "conditions", sorted(entry.conditions()));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Length before text, so that no two different lists feed the same octets. */
  private static void add(MessageDigest digest, String field, String value) {
    byte[] octets = value.getBytes(StandardCharsets.UTF_8);
    digest.update((field + ":" + octets.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(octets);
  }

  private static String protocol(ProtocolMatch match) {
    return match instanceof ProtocolMatch.NoneOf noneOf && noneOf.numbers().isEmpty()
        ? ProtocolMatch.any().toString()
        : match.toString();
  }

  /** One spelling for matches that differ only in the order of options or in nesting of one. */
  private static String address(AddressMatch match) {
    if (match instanceof AddressMatch.Masked masked) {
      return masked(masked.family(), masked.value(), masked.care());
    }
    if (match instanceof AddressMatch.Range range) {
      return range(range);
    }
    if (match instanceof AddressMatch.AnyOf anyOf) {
      return set("anyOf", anyOf.options());
    }
    if (match instanceof AddressMatch.AllOf allOf) {
      return set("allOf", allOf.parts());
    }
    if (match instanceof AddressMatch.Not not) {
      return "not[" + not.family() + " " + address(not.inner()) + "]";
    }
    return match instanceof AddressMatch.Unresolved unresolved
        ? "unresolved[" + quoted(unresolved.reason()) + "]"
        : "any";
  }

  private static String set(String word, List<AddressMatch> members) {
    TreeSet<String> texts =
        members.stream()
            .map(AccessListDigest::address)
            .collect(Collectors.toCollection(TreeSet::new));
    return texts.size() == 1 ? texts.first() : word + texts;
  }

  /** A range that is a prefix is written as one. */
  private static String range(AddressMatch.Range range) {
    IpFamily family = range.family();
    IpBits differing = range.low().xor(range.high());
    IpBits care = differing.not(family);
    boolean prefix =
        care.prefixLength(family) >= 0 && range.low().and(differing).equals(IpBits.ZERO);
    return prefix
        ? masked(family, range.low(), care)
        : "range[" + range.low().toText(family) + "-" + range.high().toText(family) + "]";
  }

  private static String masked(IpFamily family, IpBits value, IpBits care) {
    return "masked[" + value.toText(family) + " " + care.toText(family) + "]";
  }

  private static String name(InterfaceMatch match) {
    if (match instanceof InterfaceMatch.Named named) {
      return "named[" + quoted(named.name()) + "]";
    }
    if (match instanceof InterfaceMatch.Not not) {
      return "not[" + name(not.inner()) + "]";
    }
    if (match instanceof InterfaceMatch.AnyOf anyOf) {
      TreeSet<String> names =
          anyOf.options().stream()
              .map(AccessListDigest::name)
              .collect(Collectors.toCollection(TreeSet::new));
      return names.size() == 1 ? names.first() : "anyOf" + names;
    }
    return "any";
  }

  private static String quoted(String free) {
    return free.length() + ":" + free;
  }

  private static String sorted(java.util.Collection<?> values) {
    return values.stream()
        .map(value -> quoted(String.valueOf(value)))
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
