package org.postern.profile.mapping;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postern.acl.AddressMatch;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;
import org.postern.profile.language.EntryDefinition.AddressDefinition;
import org.postern.profile.language.EntryDefinition.IfAbsent;
import org.postern.profile.language.EntryDefinition.MaskDefinition;
import org.postern.profile.language.EntryDefinition.MaskSense;
import org.postern.profile.language.EntryDefinition.PoolDefinition;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.Row;
import org.postern.profile.rows.Values;
import org.postern.snmp.SnmpValue;

/** Turns the address columns of one side into a match. */
final class AddressMapper {
  private static final String INET_IPV6 = "2";
  private static final String INET_IPV6Z = "4";
  private static final Pattern LITERAL =
      Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*|\\d{1,3}(\\.\\d{1,3}){3}");

  private final ProfileTables tables;

  AddressMapper(ProfileTables tables) {
    this.tables = tables;
  }

  AddressMatch map(AddressDefinition definition, Row row) {
    if (definition.any().map(row::holds).orElse(false)
        || definition.enabled().map(test -> !row.holds(test)).orElse(false)) {
      return AddressMatch.any();
    }
    Optional<AddressMatch> pool = definition.pool().flatMap(given -> pool(given, row));
    if (pool.isPresent()) {
      return pool.get();
    }
    for (String field : definition.unresolved()) {
      Optional<String> name = row.text(field).filter(text -> !text.isBlank());
      if (name.isPresent()) {
        return new AddressMatch.Unresolved(field + " " + name.get() + " is not read");
      }
    }
    if (definition.unresolvedWhen().map(row::holds).orElse(false)) {
      return new AddressMatch.Unresolved(
          UnresolvedTest.reason(definition.unresolvedWhen().get(), row));
    }
    Optional<SnmpValue> value = definition.address().flatMap(row::value);
    if (value.isEmpty()) {
      return definition.ifAbsent() == IfAbsent.ANY || definition.address().isEmpty()
          ? AddressMatch.any()
          : new AddressMatch.Unresolved(definition.address().get() + " is not answered");
    }
    if (definition.anyText().contains(Values.text(value.get()))) {
      return AddressMatch.any();
    }
    return definition.masks().isEmpty()
        ? text(Values.text(value.get()), value.get(), definition, row)
        : masked(value.get(), definition, row);
  }

  private static AddressMatch text(
      String text, SnmpValue value, AddressDefinition definition, Row row) {
    try {
      return AddressMatch.parse(text);
    } catch (IllegalArgumentException notText) {
      // Without a type a name of 4, 8 or 16 letters could not be told from octets.
      Optional<Address> octets =
          definition.type().isPresent() || value instanceof SnmpValue.IpAddress
              ? address(value, definition.type().flatMap(row::text))
              : Optional.empty();
      return octets
          .<AddressMatch>map(
              address -> AddressMatch.prefix(address.family(), address.bits(), address.width()))
          .orElseGet(() -> new AddressMatch.Unresolved("address object " + text + " is not read"));
    }
  }

  private static AddressMatch masked(SnmpValue value, AddressDefinition definition, Row row) {
    Optional<Address> address = address(value, definition.type().flatMap(row::text));
    if (address.isEmpty()) {
      return new AddressMatch.Unresolved(
          definition.address().orElse("") + " is no address: " + Values.text(value));
    }
    IpFamily family = address.get().family();
    for (MaskDefinition mask : definition.masks()) {
      boolean fits = mask.family().map(f -> f.equalsIgnoreCase(family.name())).orElse(true);
      Optional<SnmpValue> maskValue =
          row.value(mask.field()).or(() -> mask.otherwise().map(AddressMapper::octetsOf));
      if (fits && maskValue.isPresent()) {
        return care(mask.sense(), maskValue.get(), address.get())
            .<AddressMatch>map(care -> new AddressMatch.Masked(family, address.get().bits(), care))
            .orElseGet(
                () ->
                    new AddressMatch.Unresolved(
                        mask.field() + unread(mask.sense()) + Values.text(maskValue.get())));
      }
    }
    return new AddressMatch.Unresolved(
        "mask of " + definition.address().orElse("") + " is not answered");
  }

  private static String unread(MaskSense sense) {
    return sense == MaskSense.UNVERIFIED
        ? " may be a mask or a wildcard: "
        : " is no mask for this address: ";
  }

  private static SnmpValue octetsOf(String text) {
    return new SnmpValue.Octets(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<IpBits> care(MaskSense sense, SnmpValue value, Address masked) {
    IpFamily family = masked.family();
    if (sense == MaskSense.PREFIX_LENGTH) {
      long length = Values.number(value).orElse(-1);
      return length < 0 || length > family.bits()
          ? Optional.empty()
          : Optional.of(IpBits.prefixMask(family, (int) length));
    }
    Optional<IpBits> bits =
        address(value, Optional.of(family == IpFamily.IPV6 ? INET_IPV6 : "1"))
            .filter(mask -> mask.family() == family)
            .map(Address::bits);
    IpBits none = IpBits.prefixMask(family, 0);
    return switch (sense) {
      // A host 0.0.0.0 sends no segment; some devices show "any" this way.
      case WILDCARD ->
          bits.filter(mask -> !mask.equals(none) || !masked.bits().equals(none))
              .map(mask -> mask.not(family));
      case MASK -> bits;
      case UNVERIFIED ->
          bits.filter(mask -> masked.bits().equals(none))
              .filter(mask -> mask.equals(none) || mask.not(family).equals(none))
              .map(mask -> none);
      case PREFIX_LENGTH -> throw new IllegalStateException("read above");
    };
  }

  /** An address as a device tells it. */
  record Address(IpFamily family, IpBits bits) {
    int width() {
      return family.bits();
    }
  }

  /**
   * Reads an IpAddress, 4, 8, 16 or 20 octets of an InetAddress (the last four of 8 and 20 are a
   * zone), or the same as text, which some agents send instead.
   *
   * @param inetType the InetAddressType, if the row has one
   */
  static Optional<Address> address(SnmpValue value, Optional<String> inetType) {
    Optional<byte[]> octets = Values.octets(value);
    if (octets.isEmpty()) {
      return Optional.empty();
    }
    byte[] raw = octets.get();
    boolean ipv6 =
        inetType.map(type -> type.equals(INET_IPV6) || type.equals(INET_IPV6Z)).orElse(false);
    // Four octets may spell "1::2"; only the type tells it from an IPv4 address.
    if (value instanceof SnmpValue.Octets && (raw.length != 4 || ipv6)) {
      Optional<Address> literal = literal(new String(raw, StandardCharsets.ISO_8859_1).strip());
      if (literal.isPresent()) {
        return literal;
      }
    }
    return switch (raw.length) {
      case 4, 8 -> Optional.of(new Address(IpFamily.IPV4, IpBits.of(Arrays.copyOf(raw, 4))));
      case 16, 20 -> Optional.of(new Address(IpFamily.IPV6, IpBits.of(Arrays.copyOf(raw, 16))));
      default -> Optional.empty();
    };
  }

  private static Optional<Address> literal(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // The pattern lets only literals through: nothing is looked up.
      byte[] octets = InetAddress.getByName(text).getAddress();
      IpFamily family = text.indexOf(':') >= 0 ? IpFamily.IPV6 : IpFamily.IPV4;
      return octets.length * 8 == family.bits()
          ? Optional.of(new Address(family, IpBits.of(octets)))
          : Optional.empty();
    } catch (java.net.UnknownHostException e) {
      return Optional.empty();
    }
  }

  private Optional<AddressMatch> pool(PoolDefinition pool, Row row) {
    Optional<String> name = row.text(pool.field()).filter(text -> !text.isBlank());
    if (name.isEmpty() || pool.address().isEmpty()) {
      return Optional.empty();
    }
    List<Row> members = Pools.members(pool, row, tables);
    if (members.isEmpty()) {
      return Optional.of(
          new AddressMatch.Unresolved(pool.field() + " " + name.get() + " has no members"));
    }
    List<AddressMatch> options = new ArrayList<>();
    members.forEach(member -> options.add(map(pool.address().get(), member)));
    return Optional.of(new AddressMatch.AnyOf(options));
  }
}
