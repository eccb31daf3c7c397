package org.postern.poll;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postern.acl.AccessList;
import org.postern.acl.EvaluationLimits;
import org.postern.acl.ListCover;
import org.postern.finding.CoveredList;
import org.postern.finding.DigestedList;

/** The cover of each list's entries, computed once per version. Confined to the device. */
final class ListCovers {
  private Map<String, Known> known = Map.of();

  /** Texts and ids may differ under one digest, and findings name them: the list tells. */
  private record Known(AccessList list, CoveredList cover) {}

  /** The covers of the lists of one reading, in its order. */
  List<CoveredList> of(ListTable lists) {
    Map<String, Known> now = new HashMap<>();
    List<CoveredList> covers =
        lists.rows().stream()
            .map(
                row -> {
                  String key = new DigestedList(row.list(), row.digest()).key();
                  Known before = known.get(key);
                  Known current =
                      before != null && before.list().equals(row.list())
                          ? before
                          : new Known(
                              row.list(),
                              new CoveredList(
                                  key, ListCover.of(row.list(), EvaluationLimits.DEFAULT)));
                  now.put(key, current);
                  return current.cover();
                })
            .toList();
    known = now;
    return covers;
  }
}
