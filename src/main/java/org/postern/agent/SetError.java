package org.postern.agent;

import org.snmp4j.mp.SnmpConstants;

/** Why a variable cannot be set, in the order in which RFC 3416 §4.2.5 asks. */
enum SetError {
  NO_ACCESS(SnmpConstants.SNMP_ERROR_NO_ACCESS, SnmpConstants.SNMP_ERROR_NO_SUCH_NAME),
  NOT_WRITABLE(SnmpConstants.SNMP_ERROR_NOT_WRITEABLE, SnmpConstants.SNMP_ERROR_NO_SUCH_NAME),
  WRONG_TYPE(SnmpConstants.SNMP_ERROR_WRONG_TYPE, SnmpConstants.SNMP_ERROR_BAD_VALUE),
  WRONG_LENGTH(SnmpConstants.SNMP_ERROR_WRONG_LENGTH, SnmpConstants.SNMP_ERROR_BAD_VALUE),
  WRONG_VALUE(SnmpConstants.SNMP_ERROR_WRONG_VALUE, SnmpConstants.SNMP_ERROR_BAD_VALUE),
  NO_CREATION(SnmpConstants.SNMP_ERROR_NO_CREATION, SnmpConstants.SNMP_ERROR_NO_SUCH_NAME),
  INCONSISTENT_VALUE(
      SnmpConstants.SNMP_ERROR_INCONSISTENT_VALUE, SnmpConstants.SNMP_ERROR_BAD_VALUE),
  RESOURCE_UNAVAILABLE(
      SnmpConstants.SNMP_ERROR_RESOURCE_UNAVAILABLE, SnmpConstants.SNMP_ERROR_GENERAL_ERROR),
  COMMIT_FAILED(SnmpConstants.SNMP_ERROR_COMMIT_FAILED, SnmpConstants.SNMP_ERROR_GENERAL_ERROR);

  private final int status;
  private final int v1Status;

  SetError(int status, int v1Status) {
    this.status = status;
    this.v1Status = v1Status;
  }

  /** The error-status, which SNMPv1 has fewer of (RFC 3584 §4.4). */
  int status(boolean v1) {
    return v1 ? v1Status : status;
  }
}
