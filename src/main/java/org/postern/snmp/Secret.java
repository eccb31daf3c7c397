package org.postern.snmp;

/** A password or community; prints as stars wherever it goes. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The secret itself: for the wire only. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "*****";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && value.equals(secret.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
