package org.postern.agent;

/**
 * What somebody may do with the objects of this agent (RFC 3415 §2.4).
 *
 * @param read what may be read
 * @param write what may be set
 */
public record Rights(View read, View write) {
  /** Everything may be read, nothing set. */
  public static final Rights READ_ALL = new Rights(View.ALL, View.NONE);
}
