package org.postern.profile;

/**
 * Who a device says it is (SNMPv2-MIB system group).
 *
 * @param sysObjectId dotted decimal, or empty if the device has none
 * @param sysUpTime hundredths of a second, 0..2^32-1; the management part's, not the machine's
 */
public record DeviceFacts(String sysObjectId, String sysDescr, String sysName, long sysUpTime) {}
