package org.postern.poll;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Gives the integer indexes of rows: once, and the same again for the same name. */
public interface Indexes {
  int device(String device);

  int crossing(String device, String crossing);

  int accessList(String device, String source, String name);

  Map<String, Integer> entries(String device, int accessListIndex, Collection<String> keys);

  Map<String, Integer> interfaces(String device, Collection<String> names);

  /** Indexes that live as long as the process: for commands that look once. Confined. */
  static Indexes inMemory() {
    return new Indexes() {
      private final Map<String, Integer> given = new HashMap<>();
      private final Map<String, Integer> last = new HashMap<>();

      @Override
      public int device(String device) {
        return give("device", device);
      }

      @Override
      public int crossing(String device, String crossing) {
        return give("crossing|" + device, crossing);
      }

      @Override
      public int accessList(String device, String source, String name) {
        return give("acl|" + device, source + "|" + name);
      }

      @Override
      public Map<String, Integer> entries(
          String device, int accessListIndex, Collection<String> keys) {
        return all("entry|" + device + "|" + accessListIndex, keys);
      }

      @Override
      public Map<String, Integer> interfaces(String device, Collection<String> names) {
        return all("interface|" + device, names);
      }

      private Map<String, Integer> all(String table, Collection<String> names) {
        Map<String, Integer> indexes = new HashMap<>();
        names.forEach(name -> indexes.put(name, give(table, name)));
        return indexes;
      }

      private int give(String table, String name) {
        return given.computeIfAbsent(
            table + "|" + name, unseen -> last.merge(table, 1, Integer::sum));
      }
    };
  }
}
