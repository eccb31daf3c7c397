package org.postern.finding;

import java.util.List;
import java.util.stream.Collectors;
import org.postern.acl.AddressMatch;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;

/** Writes addresses of a policy as an operator would. */
final class AddressText {
  private AddressText() {}

  /** "any", "192.0.2.10", "10.0.0.0/8", "10.0.0.1-10.0.0.9", several with commas between. */
  static String of(AddressMatch match) {
    if (match instanceof AddressMatch.Any) {
      return "any";
    }
    if (match instanceof AddressMatch.Masked masked) {
      return masked(masked);
    }
    if (match instanceof AddressMatch.Range range) {
      return range.low().toText(range.family()) + "-" + range.high().toText(range.family());
    }
    if (match instanceof AddressMatch.AnyOf anyOf) {
      return anyOf.options().isEmpty() ? "none" : joined(anyOf.options(), ",");
    }
    if (match instanceof AddressMatch.AllOf allOf) {
      return allOf.parts().isEmpty() ? "any" : joined(allOf.parts(), "&");
    }
    if (match instanceof AddressMatch.Not not) {
      return "not " + of(not.inner());
    }
    return match instanceof AddressMatch.Unresolved unresolved
        ? unresolved.reason()
        : match.toString();
  }

  private static String masked(AddressMatch.Masked masked) {
    IpFamily family = masked.family();
    int length = Long.bitCount(masked.care().high()) + Long.bitCount(masked.care().low());
    String address = masked.value().toText(family);
    if (length == family.bits()) {
      return address;
    }
    return masked.care().equals(IpBits.prefixMask(family, length))
        ? address + "/" + length
        : address + "/" + masked.care().not(family).toText(family);
  }

  private static String joined(List<AddressMatch> parts, String separator) {
    return parts.stream().map(AddressText::of).collect(Collectors.joining(separator));
  }
}
