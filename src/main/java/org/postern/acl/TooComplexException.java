package org.postern.acl;

/**
 * A flow set needs more nodes or steps than its {@link EvaluationLimits} allow. The evaluator turns
 * it into {@link Verdict#UNKNOWN}; nothing partial ever leaves it.
 */
public final class TooComplexException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooComplexException(String message) {
    super(message, null, false, false); // no stack trace: an answer, not a bug
  }
}
