package org.postern.snmp;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.snmp4j.log.LogAdapter;
import org.snmp4j.log.LogLevel;

/**
 * One snmp4j logger on SLF4J, some levels lower: snmp4j warns of each odd packet, which a read
 * result already tells. Its debug text is never passed on for the security classes, because it
 * holds keys.
 */
final class Slf4jLogAdapter implements LogAdapter {
  private final Logger logger;
  private final boolean mayTrace;

  Slf4jLogAdapter(Logger logger) {
    this.logger = logger;
    this.mayTrace = !logger.getName().startsWith("org.snmp4j.security");
  }

  @Override
  public boolean isDebugEnabled() {
    return mayTrace && logger.isTraceEnabled();
  }

  @Override
  public boolean isInfoEnabled() {
    return mayTrace && logger.isDebugEnabled();
  }

  @Override
  public boolean isWarnEnabled() {
    return logger.isDebugEnabled();
  }

  @Override
  public void debug(Serializable message) {
    if (isDebugEnabled()) {
      logger.trace("{}", message);
    }
  }

  @Override
  public void info(CharSequence message) {
    if (isInfoEnabled()) {
      logger.debug("{}", message);
    }
  }

  @Override
  public void warn(Serializable message) {
    logger.debug("{}", message);
  }

  @Override
  public void error(Serializable message) {
    logger.warn("{}", message);
  }

  @Override
  public void error(CharSequence message, @Nullable Throwable throwable) {
    logger.warn("{}", message, throwable);
  }

  @Override
  public void fatal(Object message) {
    logger.error("{}", message);
  }

  @Override
  public void fatal(CharSequence message, @Nullable Throwable throwable) {
    logger.error("{}", message, throwable);
  }

  /** Nothing: levels are set in the logging configuration. */
  @Override
  public void setLogLevel(@Nullable LogLevel level) {}

  @Override
  public LogLevel getLogLevel() {
    return getEffectiveLogLevel();
  }

  @Override
  public LogLevel getEffectiveLogLevel() {
    if (isDebugEnabled()) {
      return LogLevel.DEBUG;
    }
    return logger.isDebugEnabled() ? LogLevel.WARN : LogLevel.ERROR;
  }

  @Override
  public String getName() {
    return logger.getName();
  }

  @Override
  public Iterator<?> getLogHandler() {
    return Collections.emptyIterator();
  }
}
