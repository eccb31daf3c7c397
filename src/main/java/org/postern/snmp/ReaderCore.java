package org.postern.snmp;

/** What the reads of one reader share. */
interface ReaderCore {
  Transceiver transceiver();

  UsmSessions sessions();

  Pace pace(SnmpTarget target);

  boolean isClosed();

  /** This read has its result. */
  void ended(ReadOperation operation);

  void countRetry();

  void countVarBinds(int number);
}
