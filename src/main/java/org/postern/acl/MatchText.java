package org.postern.acl;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One-line text of the parts of an entry. */
final class MatchText {
  /** Longer lists end in "and N more": a group of hundreds does not fit a line. */
  private static final int MAX_OPTIONS = AddressCover.MAX_EXCEPTIONS;

  private MatchText() {}

  static String of(AddressMatch match) {
    if (match instanceof AddressMatch.Masked masked) {
      return masked(masked);
    }
    if (match instanceof AddressMatch.Range range) {
      return range.low().toText(range.family()) + "-" + range.high().toText(range.family());
    }
    if (match instanceof AddressMatch.AnyOf anyOf) {
      return complement(anyOf)
          .orElseGet(() -> options(anyOf.options().stream().map(MatchText::of).toList()));
    }
    if (match instanceof AddressMatch.AllOf allOf) {
      return all(allOf);
    }
    if (match instanceof AddressMatch.Not not) {
      return but("any", List.of(not.inner()));
    }
    return match instanceof AddressMatch.Unresolved unresolved
        ? unresolved(unresolved.reason())
        : "any";
  }

  /** "10.0.0.0/8 but 10.1.2.0/24", "any but {192.0.2.1, 192.0.2.2}". */
  static String but(String base, List<AddressMatch> exceptions) {
    List<String> texts = new ArrayList<>();
    for (AddressMatch exception : exceptions) {
      List<AddressMatch> parts =
          exception instanceof AddressMatch.AnyOf anyOf ? anyOf.options() : List.of(exception);
      for (AddressMatch part : parts) {
        boolean nested = part instanceof AddressMatch.Not || part instanceof AddressMatch.AllOf;
        texts.add(nested ? "(" + of(part) + ")" : of(part));
      }
    }
    return base + " but " + options(texts);
  }

  private static String all(AddressMatch.AllOf allOf) {
    List<String> bases = new ArrayList<>();
    List<AddressMatch> exceptions = new ArrayList<>();
    for (AddressMatch part : allOf.parts()) {
      if (part instanceof AddressMatch.Not not) {
        exceptions.add(not.inner());
      } else {
        bases.add(of(part));
      }
    }
    String base = bases.isEmpty() ? "any" : String.join(" and ", bases);
    return exceptions.isEmpty() ? base : but(base, exceptions);
  }

  /** Where both families are whole but for exceptions, they are said together. */
  private static Optional<String> complement(AddressMatch.AnyOf anyOf) {
    Set<IpFamily> families = EnumSet.noneOf(IpFamily.class);
    List<AddressMatch> exceptions = new ArrayList<>();
    for (AddressMatch option : anyOf.options()) {
      if (option instanceof AddressMatch.Not not && families.add(not.family())) {
        exceptions.add(not.inner());
      } else if (!(option instanceof AddressMatch.Masked masked
          && masked.care().equals(IpBits.ZERO)
          && families.add(masked.family()))) {
        return Optional.empty();
      }
    }
    return families.size() == IpFamily.values().length && !exceptions.isEmpty()
        ? Optional.of(but("any", exceptions))
        : Optional.empty();
  }

  /** A host without length, a prefix, or "address wildcard mask" where one bits are ignored. */
  static String masked(AddressMatch.Masked match) {
    IpFamily family = match.family();
    String address = match.value().toText(family);
    int length = match.care().prefixLength(family);
    if (length == family.bits()) {
      return address;
    }
    return length >= 0
        ? address + "/" + length
        : address + " wildcard " + match.care().not(family).toText(family);
  }

  static String of(PortMatch match) {
    return match instanceof PortMatch.Ports ports
        ? ports.set().toString()
        : unresolved(((PortMatch.Unresolved) match).reason());
  }

  static String of(ProtocolMatch match) {
    if (match instanceof ProtocolMatch.OneOf oneOf) {
      return options(new TreeSet<>(oneOf.numbers()).stream().map(MatchText::protocol).toList());
    }
    if (match instanceof ProtocolMatch.NoneOf noneOf) {
      return noneOf.numbers().isEmpty()
          ? "ip"
          : "not "
              + options(new TreeSet<>(noneOf.numbers()).stream().map(MatchText::protocol).toList());
    }
    return match instanceof ProtocolMatch.Unresolved unresolved
        ? unresolved(unresolved.reason())
        : "ip";
  }

  static String of(InterfaceMatch match) {
    if (match instanceof InterfaceMatch.Named named) {
      return named.name();
    }
    if (match instanceof InterfaceMatch.Not not) {
      return "not " + of(not.inner());
    }
    return match instanceof InterfaceMatch.AnyOf anyOf
        ? options(anyOf.options().stream().map(MatchText::of).toList())
        : "any";
  }

  private static String protocol(int number) {
    return switch (number) {
      case 1 -> "icmp";
      case ProtocolMatch.TCP -> "tcp";
      case 17 -> "udp";
      case 58 -> "icmpv6";
      default -> "protocol " + number;
    };
  }

  private static String unresolved(String reason) {
    return "unresolved (" + reason + ")";
  }

  private static String options(List<String> texts) {
    if (texts.isEmpty()) {
      return "none";
    }
    if (texts.size() == 1) {
      return texts.get(0);
    }
    String shown = texts.stream().limit(MAX_OPTIONS).collect(Collectors.joining(", "));
    int more = texts.size() - MAX_OPTIONS;
    return "{" + shown + (more > 0 ? " and " + more + " more" : "") + "}";
  }
}
