package org.postern.agent;

/**
 * Who sent a request that is to be answered.
 *
 * @param name for the log and beside what is set: the user, or what the configuration calls the
 *     community
 * @param room octets that the response PDU may have
 */
record Caller(String name, Rights rights, int room) {}
