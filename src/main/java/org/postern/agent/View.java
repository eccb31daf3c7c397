package org.postern.agent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.snmp4j.smi.OID;

/**
 * A part of the object tree (RFC 3415 §2.4): of all subtrees that an instance lies in, the longest
 * decides. Immutable.
 *
 * @param include subtrees that belong to it, dotted; none at all means an empty view
 * @param exclude subtrees within them that do not
 */
public record View(List<String> include, List<String> exclude) {
  /** Everything that is served. Who may ask is not: RFC 3414 §11, RFC 3584 §5. */
  public static final View ALL = new View(List.of("1.3.6.1"), List.of());

  public static final View NONE = new View(List.of(), List.of());

  public View {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** The same, ready to be asked often. */
  Subtrees subtrees() {
    List<Subtrees.Subtree> all = new ArrayList<>();
    include.forEach(oid -> all.add(new Subtrees.Subtree(new OID(oid), true)));
    exclude.forEach(oid -> all.add(new Subtrees.Subtree(new OID(oid), false)));
    // An exclusion of the very same subtree wins: in doubt nothing is shown.
    all.sort(
        Comparator.comparingInt((Subtrees.Subtree s) -> -s.root().size())
            .thenComparing(Subtrees.Subtree::included));
    TreeSet<OID> borders = new TreeSet<>();
    for (Subtrees.Subtree subtree : all) {
      borders.add(subtree.root());
      borders.add(subtree.root().nextPeer());
    }
    return new Subtrees(List.copyOf(all), borders);
  }
}
