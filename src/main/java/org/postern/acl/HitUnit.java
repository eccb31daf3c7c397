package org.postern.acl;

/** What a hit counter counts; never mixed in one ratio. */
public enum HitUnit {
  PACKETS,
  BYTES,
  SESSIONS
}
