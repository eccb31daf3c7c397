package org.postern.snmp;

import org.postern.snmp.ReadResult.Refusal;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;

/** What the counters in SNMPv3 Reports mean (RFC 3412 §5, RFC 3414 §5). */
final class UsmReports {
  private UsmReports() {}

  static Refusal refusal(OID counter) {
    if (SnmpConstants.usmStatsUnknownUserNames.equals(counter)) {
      return Refusal.UNKNOWN_USER;
    } else if (SnmpConstants.usmStatsWrongDigests.equals(counter)) {
      return Refusal.WRONG_PASSWORD;
    } else if (SnmpConstants.usmStatsUnsupportedSecLevels.equals(counter)) {
      return Refusal.UNSUPPORTED_LEVEL;
    } else if (SnmpConstants.usmStatsNotInTimeWindows.equals(counter)) {
      return Refusal.NOT_IN_TIME_WINDOW;
    } else if (SnmpConstants.usmStatsDecryptionErrors.equals(counter)) {
      return Refusal.DECRYPTION_ERROR;
    } else if (SnmpConstants.usmStatsUnknownEngineIDs.equals(counter)) {
      return Refusal.UNKNOWN_ENGINE_ID;
    }
    return Refusal.OTHER;
  }

  static String text(OID counter, String user) {
    return switch (refusal(counter)) {
      case UNKNOWN_USER -> "usmStatsUnknownUserNames: the device has no user " + user;
      case WRONG_PASSWORD ->
          "usmStatsWrongDigests: wrong authentication password or protocol for user " + user;
      case UNSUPPORTED_LEVEL ->
          "usmStatsUnsupportedSecLevels: the device does not let user "
              + user
              + " use this security level";
      case NOT_IN_TIME_WINDOW ->
          "usmStatsNotInTimeWindows: the device's engine boots and time do not settle";
      case DECRYPTION_ERROR ->
          "usmStatsDecryptionErrors: wrong privacy password or protocol for user " + user;
      case UNKNOWN_ENGINE_ID ->
          "usmStatsUnknownEngineIDs: the device does not accept the engine id it told";
      case AUTHORIZATION_ERROR, OTHER -> "report with " + counter;
    };
  }
}
