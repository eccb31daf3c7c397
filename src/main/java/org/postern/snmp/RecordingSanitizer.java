package org.postern.snmp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a recording what must not leave the site: names, places, serial numbers, hardware
 * and public addresses (also in indexes and texts), communities, users, views, neighbours, routes,
 * process parameters. The same original gets the same stand-in in all recordings given to one
 * sanitizer. Confined to one thread.
 *
 * <p>It knows standard tables and some vendors' serial numbers; what an operator wrote into
 * interface descriptions, access list remarks or rule names stays, and is to be read before a
 * recording is given away.
 */
public final class RecordingSanitizer {
  private static final List<Oid> DROPPED =
      oids(
          "1.3.6.1.6.3", // SNMP-FRAMEWORK, -COMMUNITY, -USM, -VACM, -TARGET, -NOTIFICATION
          "1.3.6.1.2.1.3", // atTable
          "1.3.6.1.2.1.4.21", // ipRouteTable
          "1.3.6.1.2.1.4.22", // ipNetToMediaTable
          "1.3.6.1.2.1.4.24", // ipForward: ipCidrRouteTable, inetCidrRouteTable
          "1.3.6.1.2.1.4.35", // ipNetToPhysicalTable
          "1.3.6.1.2.1.4.37", // ipDefaultRouterTable
          "1.3.6.1.2.1.17.4.3", // dot1dTpFdbTable
          "1.3.6.1.2.1.17.7.1.2", // dot1qFdbTable, dot1qTpFdbTable
          "1.0.8802.1.1.2.1.4", // lldpRemoteSystemsData
          "1.3.6.1.4.1.9.9.23.1.2", // cdpCacheTable
          "1.3.6.1.2.1.25.4.2.1.5"); // hrSWRunParameters

  private static final Map<Oid, String> FIXED =
      Map.of(
          Oid.parse("1.3.6.1.2.1.1.4.0"), "contact",
          Oid.parse("1.3.6.1.2.1.1.5.0"), "device",
          Oid.parse("1.3.6.1.2.1.1.6.0"), "location");

  private static final Oid SYS_NAME = Oid.parse("1.3.6.1.2.1.1.5.0");

  private static final List<Oid> SERIALS =
      oids(
          "1.3.6.1.2.1.47.1.1.1.1.11", // entPhysicalSerialNum
          "1.3.6.1.2.1.47.1.1.1.1.15", // entPhysicalAssetID
          "1.3.6.1.2.1.47.1.1.1.1.18", // entPhysicalUris
          "1.3.6.1.2.1.47.1.1.1.1.19", // entPhysicalUUID
          "1.3.6.1.4.1.9.3.6.3", // chassisId
          "1.3.6.1.4.1.9.5.1.2.19", // chassisSerialNumberString
          "1.3.6.1.4.1.2636.3.1.3", // jnxBoxSerialNo
          "1.3.6.1.4.1.2636.3.1.8.1.7", // jnxContentsSerialNo
          "1.3.6.1.4.1.12356.100.1.1.1", // fnSysSerial
          "1.3.6.1.4.1.25461.2.1.2.1.3"); // panSysSerialNumber

  private static final List<Oid> HARDWARE =
      oids(
          "1.3.6.1.2.1.2.2.1.6", // ifPhysAddress
          "1.3.6.1.2.1.17.1.1", // dot1dBaseBridgeAddress
          "1.0.8802.1.1.2.1.3.2", // lldpLocChassisId
          "1.0.8802.1.1.2.1.3.7.1.3"); // lldpLocPortId

  /** Texts in which four dotted numbers are a software version. */
  private static final List<Oid> VERSIONS =
      oids(
          "1.3.6.1.2.1.1.1", // sysDescr
          "1.3.6.1.2.1.47.1.1.1.1.8", // entPhysicalHardwareRev
          "1.3.6.1.2.1.47.1.1.1.1.9", // entPhysicalFirmwareRev
          "1.3.6.1.2.1.47.1.1.1.1.10", // entPhysicalSoftwareRev
          "1.3.6.1.2.1.25.6.3.1.2"); // hrSWInstalledName

  private static final Pattern IPV4_TEXT =
      Pattern.compile("(?<![\\d.])(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.]*\\d)");
  private static final Pattern IPV6_TEXT =
      Pattern.compile("(?<![0-9A-Fa-f:.])[0-9A-Fa-f:]*:[0-9A-Fa-f]*:[0-9A-Fa-f:]*(?![0-9A-Fa-f:])");
  private static final Pattern HARDWARE_TEXT =
      Pattern.compile(
          "(?<![0-9A-Fa-f:.-])(?:[0-9A-Fa-f]{2}([:-]))(?:[0-9A-Fa-f]{2}\\1){4}[0-9A-Fa-f]{2}"
              + "(?![0-9A-Fa-f:-])|(?<![0-9A-Fa-f.])(?:[0-9A-Fa-f]{4}\\.){2}[0-9A-Fa-f]{4}"
              + "(?![0-9A-Fa-f.])");

  private final AddressAliases addresses = new AddressAliases();
  private final Map<String, String> words = new LinkedHashMap<>();
  private int serials;

  private static List<Oid> oids(String... texts) {
    return List.of(texts).stream().map(Oid::parse).toList();
  }

  /** The recording without what is private. */
  public SnmpRecording sanitize(SnmpRecording recording) {
    learn(recording);
    Map<Oid, SnmpValue> kept = new TreeMap<>();
    for (VarBind varBind : recording.varBinds()) {
      if (!isBelowAny(DROPPED, varBind.oid())) {
        kept.putIfAbsent(IndexPattern.replace(varBind.oid(), addresses), value(varBind));
      }
    }
    List<VarBind> varBinds = new ArrayList<>();
    kept.forEach((oid, value) -> varBinds.add(new VarBind(oid, value)));
    return SnmpRecording.of(varBinds);
  }

  /** Names and serial numbers occur in other texts too: know them all before replacing. */
  private void learn(SnmpRecording recording) {
    for (VarBind varBind : recording.varBinds()) {
      if (varBind.value() instanceof SnmpValue.Octets octets) {
        String text = octets.text().strip();
        if (varBind.oid().equals(SYS_NAME) && isTelling(text)) {
          words.putIfAbsent(text, "device");
        } else if (isBelowAny(SERIALS, varBind.oid()) && isTelling(text)) {
          words.computeIfAbsent(text, any -> "SERIAL" + ++serials);
        } else if (isBelowAny(HARDWARE, varBind.oid()) && octets.octets().length == 6) {
          addresses.hardware(octets.octets());
        }
      }
    }
  }

  /** Whether a name or number is its own only, unlike "router" or "none". */
  private static boolean isTelling(String text) {
    return text.length() >= 5 && text.matches(".*[0-9.-].*");
  }

  private SnmpValue value(VarBind varBind) {
    if (varBind.value() instanceof SnmpValue.IpAddress address) {
      return new SnmpValue.IpAddress(addresses.ipv4(address.octets()));
    } else if (varBind.value() instanceof SnmpValue.ObjectId pointer) {
      return new SnmpValue.ObjectId(IndexPattern.replace(pointer.value(), addresses));
    } else if (varBind.value() instanceof SnmpValue.Octets octets) {
      return octets(varBind.oid(), octets);
    }
    return varBind.value();
  }

  private SnmpValue octets(Oid oid, SnmpValue.Octets value) {
    String fixed = FIXED.get(oid);
    if (fixed != null) {
      return new SnmpValue.Octets(fixed.getBytes(StandardCharsets.US_ASCII));
    }
    byte[] octets = value.octets();
    if (octets.length == 6 && (isBelowAny(HARDWARE, oid) || addresses.knowsHardware(octets))) {
      return new SnmpValue.Octets(addresses.hardware(octets));
    }
    if (!isText(octets)) {
      return value;
    }
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    String replaced = isBelowAny(SERIALS, oid) ? serial(text) : text(oid, text);
    return replaced.equals(text)
        ? value
        : new SnmpValue.Octets(replaced.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String serial(String text) {
    String word = words.get(text.strip());
    return word != null ? word : text.isBlank() ? text : "SERIAL0";
  }

  private String text(Oid oid, String original) {
    String text = original;
    for (Map.Entry<String, String> word : words.entrySet()) {
      text = text.replace(word.getKey(), word.getValue());
    }
    text = HARDWARE_TEXT.matcher(text).replaceAll(this::hardwareText);
    if (!isBelowAny(VERSIONS, oid)) {
      text = IPV4_TEXT.matcher(text).replaceAll(match -> ipv4Text(match.group()));
    }
    return IPV6_TEXT.matcher(text).replaceAll(match -> ipv6Text(match.group()));
  }

  private String ipv4Text(String text) {
    byte[] octets = new byte[4];
    String[] parts = text.split("\\.", -1);
    for (int i = 0; i < 4; i++) {
      int part = Integer.parseInt(parts[i]);
      if (part > 255) {
        return text;
      }
      octets[i] = (byte) part;
    }
    return new SnmpValue.IpAddress(addresses.ipv4(octets)).toString();
  }

  private String ipv6Text(String text) {
    return Ipv6Literal.parse(text)
        .filter(octets -> !Arrays.equals(octets, addresses.ipv6(octets)))
        .map(octets -> Ipv6Literal.format(addresses.ipv6(octets)))
        .orElse(text);
  }

  private String hardwareText(MatchResult match) {
    String text = match.group();
    byte[] alias = addresses.hardware(HexFormat.of().parseHex(text.replaceAll("[:.-]", "")));
    String hex = HexFormat.of().formatHex(alias);
    if (text.indexOf('.') >= 0) {
      return hex.substring(0, 4) + "." + hex.substring(4, 8) + "." + hex.substring(8);
    }
    return Matcher.quoteReplacement(HexFormat.ofDelimiter(match.group(1)).formatHex(alias));
  }

  private static boolean isText(byte[] octets) {
    for (byte octet : octets) {
      boolean printable = octet >= 0x20 && octet < 0x7f;
      if (!printable && octet != '\n' && octet != '\r' && octet != '\t') {
        return false;
      }
    }
    return octets.length > 0;
  }

  private static boolean isBelowAny(List<Oid> roots, Oid oid) {
    for (Oid root : roots) {
      if (oid.startsWith(root)) {
        return true;
      }
    }
    return false;
  }
}
