package org.postern.store;

import java.util.Comparator;

/** Points of a device that follow one another. */
record Series(int device, Place place) {
  static Series ofInterface(int device, int index) {
    return new Series(device, Place.ofInterface(index));
  }

  static Series ofEntry(int device, int acl, int entry) {
    return new Series(device, Place.ofEntry(acl, entry));
  }

  /** What a series counts. */
  enum Kind {
    INTERFACE(0),
    HITS(1);

    /** What stands for it in a row. */
    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /**
   * Which of a device's series it is.
   *
   * @param list index of the access list, 0 of interfaces
   * @param index of the interface, or of the entry in its list
   */
  record Place(Kind kind, int list, int index) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::kind).thenComparing(Place::list).thenComparing(Place::index);

    static Place ofInterface(int index) {
      return new Place(Kind.INTERFACE, 0, index);
    }

    static Place ofEntry(int acl, int entry) {
      return new Place(Kind.HITS, acl, entry);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }
}
