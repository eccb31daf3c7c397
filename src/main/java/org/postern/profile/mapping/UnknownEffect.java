package org.postern.profile.mapping;

import java.util.ArrayList;
import java.util.List;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.Condition;

/**
 * Says "this entry matches, but what it does is not known" in two entries: one that may permit and
 * one that may deny. Either alone could be overruled by later entries without a doubt left.
 */
public final class UnknownEffect {
  private UnknownEffect() {}

  /**
   * Both entries; the second has the id with "/deny".
   *
   * @param match what is matched; its action is not looked at
   */
  public static List<AccessListEntry> of(AccessListEntry match, String reason) {
    return List.of(
        possible(match, match.id(), Action.PERMIT, reason),
        possible(match, match.id() + "/deny", Action.DENY, reason));
  }

  private static AccessListEntry possible(
      AccessListEntry match, String id, Action action, String reason) {
    List<Condition> conditions = new ArrayList<>(match.conditions());
    conditions.add(new Condition.Possible(reason));
    return new AccessListEntry(
        id,
        action,
        0,
        match.protocol(),
        match.source(),
        match.sourcePorts(),
        match.destination(),
        match.destinationPorts(),
        match.ingress(),
        match.egress(),
        conditions,
        match.text(),
        match.comment());
  }
}
