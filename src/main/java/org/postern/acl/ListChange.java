package org.postern.acl;

import java.util.List;

/**
 * What was done to one access list and what that comes to, wherever the list is bound.
 *
 * @param edits what was done in entries; nothing for a list that came or went
 * @param ports the mail ports whose flows changed or may have; in the order of {@link MailPort}
 */
public record ListChange(
    String name, String source, ChangeEffect effect, ListDifference edits, List<PortChange> ports) {
  public ListChange {
    ports = List.copyOf(ports);
  }
}
