package org.postern.store;

import java.time.Instant;

/** A point on its way to the file, with the series it belongs to. */
sealed interface Sample {
  Series series();

  Instant time();

  record OfInterface(Series series, InterfacePoint point) implements Sample {
    @Override
    public Instant time() {
      return point.time();
    }
  }

  record OfHits(Series series, HitPoint point) implements Sample {
    @Override
    public Instant time() {
      return point.time();
    }
  }

  /** What a series counts. */
  enum Kind {
    INTERFACE,
    HITS
  }

  /**
   * What points follow one another.
   *
   * @param first interface index, or the list's index
   * @param second 0, or the entry's index
   */
  record Series(Kind kind, int device, int first, int second) {
    static Series ofInterface(int device, int interfaceIndex) {
      return new Series(Kind.INTERFACE, device, interfaceIndex, 0);
    }

    static Series ofHits(int device, int acl, int entry) {
      return new Series(Kind.HITS, device, acl, entry);
    }
  }
}
