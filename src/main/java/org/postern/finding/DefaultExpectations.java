package org.postern.finding;

/** The expectations every mail site starts from (E1 to E9), for the zones and roles it has. */
public final class DefaultExpectations {
  private DefaultExpectations() {}

  /** The policy with the operator's own expectations first and the defaults behind them. */
  public static Policy of(Policy policy) {
    throw new UnsupportedOperationException("signatures first");
  }
}
