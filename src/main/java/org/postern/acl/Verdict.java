package org.postern.acl;

/** What a crossing does with the flows asked about. */
public enum Verdict {
  /** Everything asked about gets through. */
  PERMITTED,
  /** Nothing asked about gets through. */
  DENIED,
  /** Some of it does; the permitted set says which. */
  PARTLY,
  /** An entry that could decide is unreadable, or the list is incomplete; the reasons say what. */
  UNKNOWN
}
