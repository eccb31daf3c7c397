package org.postern.poll;

import java.time.Instant;
import java.util.List;
import org.postern.acl.AccessList;
import org.postern.store.RollUp;

/** The past of one device, wherever it is kept. */
public interface DeviceHistory {
  /** What there is from {@code from} to {@code until} exclusive. */
  Contents contents(Instant from, Instant until);

  /**
   * The five-minute windows of some series that begin from {@code from} to {@code to} exclusive, by
   * time; windows without a sample are left out.
   *
   * @return one list for each of {@code series}, in their order
   */
  List<List<RollUp>> windows(List<Series> series, Instant from, Instant to);

  /**
   * A series by the indexes it is kept under.
   *
   * @param first of the interface, or of the access list
   * @param second of the entry; 0 of an interface
   */
  record Series(boolean hits, int first, int second) {
    /** The rates of an interface. */
    public static Series ofInterface(int index) {
      return new Series(false, index, 0);
    }

    /** The hits of an entry. */
    public static Series ofHits(int acl, int entry) {
      return new Series(true, acl, entry);
    }
  }

  /** An interface by its ifName. */
  record Line(String name, Series series) {}

  /**
   * An entry that was counted.
   *
   * @param list source and name
   * @param key as {@link EntryKeys} gives it
   */
  record Counter(String list, String key, Series series) {
    /** How a list is named here. */
    static String listName(String source, String name) {
      return source + "|" + name;
    }
  }

  /**
   * The access lists in force from a moment until the next one.
   *
   * @param lists positions in {@link Contents#lists}
   */
  record Epoch(Instant from, List<Integer> lists) {
    public Epoch {
      lists = List.copyOf(lists);
    }
  }

  /**
   * What a device's past consists of.
   *
   * @param lists every version that was in force at some time, once
   * @param epochs by time; none where no list was ever read to its end
   */
  record Contents(
      List<Line> interfaces, List<Counter> entries, List<AccessList> lists, List<Epoch> epochs) {
    public Contents {
      interfaces = List.copyOf(interfaces);
      entries = List.copyOf(entries);
      lists = List.copyOf(lists);
      epochs = List.copyOf(epochs);
    }
  }
}
