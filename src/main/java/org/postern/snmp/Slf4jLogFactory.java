package org.postern.snmp;

import org.slf4j.LoggerFactory;
import org.snmp4j.log.LogAdapter;
import org.snmp4j.log.LogFactory;

/** Hands what snmp4j logs to SLF4J. */
public final class Slf4jLogFactory extends LogFactory {
  private static final LogFactory INSTANCE = new Slf4jLogFactory();

  private Slf4jLogFactory() {}

  /**
   * Makes snmp4j log to SLF4J; to be called before its classes are first used, because they keep
   * their loggers. Calling it again changes nothing.
   */
  public static void install() {
    if (LogFactory.getLogFactory() != INSTANCE) {
      LogFactory.setLogFactory(INSTANCE);
    }
  }

  @Override
  protected LogAdapter createLogger(Class<?> type) {
    return createLogger(type.getName());
  }

  @Override
  protected LogAdapter createLogger(String name) {
    return new Slf4jLogAdapter(LoggerFactory.getLogger(name));
  }
}
