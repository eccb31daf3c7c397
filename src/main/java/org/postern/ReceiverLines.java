package org.postern;

import java.util.ArrayList;
import java.util.List;
import org.postern.agent.Receiver;
import org.postern.agent.UsmAccount;

/**
 * What has to stand in a receiver's own configuration so that it takes what Postern sends, for
 * net-snmp's snmptrapd, which Zabbix and LibreNMS build on. Secrets are named, never printed.
 */
final class ReceiverLines {
  private ReceiverLines() {}

  /**
   * The lines of one receiver.
   *
   * @param engineId snmpEngineID in hexadecimal
   */
  static List<String> of(Receiver receiver, String engineId) {
    List<String> lines = new ArrayList<>();
    lines.add(
        receiver.name()
            + " at "
            + receiver.address().getAddress().getHostAddress()
            + ":"
            + receiver.address().getPort()
            + ", "
            + (receiver.inform() ? "informs" : "traps")
            + " of SNMP"
            + receiver.version().name().toLowerCase(java.util.Locale.ROOT));
    lines.add("  in snmptrapd.conf:");
    if (receiver.user().isPresent()) {
      UsmAccount user = receiver.user().get();
      // Of an inform the receiver is authoritative: its own engine id is taken (RFC 3414 §1.5.1).
      String engine = receiver.inform() ? "" : "-e 0x" + engineId + " ";
      lines.add("    createUser " + engine + user.name() + keys(user));
      lines.add("    authUser log,execute,net " + user.name() + level(user));
    } else {
      lines.add("    authCommunity log,execute,net COMMUNITY");
    }
    return lines;
  }

  /** What each kind of manager needs beside that. */
  static List<String> managers() {
    return List.of(
        "Write the secrets of the receiver's credential for COMMUNITY, AUTH-PASSWORD and",
        "PRIV-PASSWORD, and restart snmptrapd: it reads createUser at its start only.",
        "",
        "Zabbix: in snmptrapd.conf    perl do \"/usr/bin/zabbix_trap_receiver.pl\";",
        "        in zabbix_server.conf    StartSNMPTrapper=1 and SNMPTrapperFile as in that script;",
        "        the host has an SNMP interface with the address notifications leave from.",
        "LibreNMS: in snmptrapd.conf    traphandle default /opt/librenms/snmptrap.php",
        "        the device has the address notifications leave from.");
  }

  private static String level(UsmAccount user) {
    if (user.auth() == UsmAccount.Auth.NONE) {
      return " noauth";
    }
    return user.priv() == UsmAccount.Priv.NONE ? " auth" : " priv";
  }

  private static String keys(UsmAccount user) {
    if (user.auth() == UsmAccount.Auth.NONE) {
      return "";
    }
    String auth =
        switch (user.auth()) {
          case NONE -> "";
          case MD5 -> "MD5";
          case SHA1 -> "SHA";
          case SHA224 -> "SHA-224";
          case SHA256 -> "SHA-256";
          case SHA384 -> "SHA-384";
          case SHA512 -> "SHA-512";
        };
    String keys = " " + auth + " \"AUTH-PASSWORD\"";
    return switch (user.priv()) {
      case NONE -> keys;
      case DES -> keys + priv("DES");
      case AES128 -> keys + priv("AES");
      case AES192 -> keys + priv("AES-192");
      case AES256 -> keys + priv("AES-256");
      case AES192_3DES -> keys + priv("AES-192-C");
      case AES256_3DES -> keys + priv("AES-256-C");
    };
  }

  private static String priv(String protocol) {
    return " " + protocol + " \"PRIV-PASSWORD\"";
  }
}
