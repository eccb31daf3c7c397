package org.postern.snmp;

import java.util.Arrays;

/**
 * An object identifier; sub-identifiers are unsigned 32-bit numbers, at most 128 (RFC 2578 §3.5).
 */
public final class Oid implements Comparable<Oid> {
  static final int MAX_LENGTH = 128;

  private final int[] subIdentifiers;

  private Oid(int[] subIdentifiers) {
    if (subIdentifiers.length > MAX_LENGTH) {
      throw new IllegalArgumentException("more than 128 sub-identifiers: " + subIdentifiers.length);
    }
    this.subIdentifiers = subIdentifiers;
  }

  /** Takes sub-identifiers as the unsigned values of the ints. */
  public static Oid of(int... subIdentifiers) {
    return new Oid(subIdentifiers.clone());
  }

  /** Takes the array over; nobody else may keep it. */
  static Oid wrapping(int[] subIdentifiers) {
    return new Oid(subIdentifiers);
  }

  /**
   * Reads dotted decimal, with or without a leading dot.
   *
   * @throws IllegalArgumentException with the text seen
   */
  public static Oid parse(String text) {
    String trimmed = text.startsWith(".") ? text.substring(1) : text;
    String[] parts = trimmed.split("\\.", -1);
    int[] numbers = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        numbers[i] = Integer.parseUnsignedInt(parts[i]);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("not an object identifier: " + text, e);
      }
    }
    return new Oid(numbers);
  }

  public int length() {
    return subIdentifiers.length;
  }

  /** The sub-identifier at {@code position}, 0 and up, as an unsigned value in an int. */
  public int at(int position) {
    return subIdentifiers[position];
  }

  /** The sub-identifier at {@code position} as a non-negative number. */
  public long unsignedAt(int position) {
    return Integer.toUnsignedLong(subIdentifiers[position]);
  }

  public int[] toArray() {
    return subIdentifiers.clone();
  }

  public boolean startsWith(Oid prefix) {
    return length() >= prefix.length()
        && Arrays.equals(
            subIdentifiers, 0, prefix.length(), prefix.subIdentifiers, 0, prefix.length());
  }

  /** Whether {@code suffix} is all that follows the first {@code count} sub-identifiers. */
  public boolean endsWith(int count, Oid suffix) {
    return length() >= count
        && Arrays.equals(
            subIdentifiers, count, length(), suffix.subIdentifiers, 0, suffix.length());
  }

  /** What follows the first {@code count} sub-identifiers. */
  public Oid dropFirst(int count) {
    return new Oid(Arrays.copyOfRange(subIdentifiers, count, subIdentifiers.length));
  }

  public Oid append(Oid suffix) {
    int[] joined = Arrays.copyOf(subIdentifiers, length() + suffix.length());
    System.arraycopy(suffix.subIdentifiers, 0, joined, length(), suffix.length());
    return new Oid(joined);
  }

  public Oid append(int... suffix) {
    return append(new Oid(suffix));
  }

  /** Orders by sub-identifier as unsigned numbers, a prefix first (RFC 3416 §4.2.2). */
  @Override
  public int compareTo(Oid other) {
    return Arrays.compareUnsigned(subIdentifiers, other.subIdentifiers);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Oid oid && Arrays.equals(subIdentifiers, oid.subIdentifiers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(subIdentifiers);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(length() * 4);
    for (int number : subIdentifiers) {
      if (!text.isEmpty()) {
        text.append('.');
      }
      text.append(Integer.toUnsignedLong(number));
    }
    return text.toString();
  }
}
