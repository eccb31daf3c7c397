package org.postern.store;

/** Outline. */
final class SampleKey {
  static final long BUCKET_MILLIS = 600_000;

  private SampleKey() {}
}
