package org.postern.agent;

/** A variable cannot be set. */
final class SetException extends Exception {
  private static final long serialVersionUID = 1;

  private final SetError error;

  SetException(SetError error) {
    super(error.name(), null, false, false);
    this.error = error;
  }

  SetError error() {
    return error;
  }
}
