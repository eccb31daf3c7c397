package org.postern.acl;

/**
 * What an entry does with a flow it matches. Accept, drop and reject are folded where text is read.
 */
public enum Action {
  PERMIT,
  DENY,
  /**
   * Evaluation goes on at a later entry: how a return from a called chain is said in one flat list.
   */
  SKIP
}
