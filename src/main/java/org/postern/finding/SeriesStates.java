package org.postern.finding;

import org.postern.acl.MailPort;
import org.postern.counter.BaselineState;

/** How much is known of what is usual for the series of a device. */
public interface SeriesStates {
  /** Of an interface's traffic: of the way of which less is known. */
  BaselineState ofLine(String name);

  /** Of the hits of a port at a crossing: of the action of which less is known. */
  BaselineState ofPort(String crossing, MailPort port);

  /** No series was seen. */
  static SeriesStates none() {
    return new SeriesStates() {
      @Override
      public BaselineState ofLine(String name) {
        return BaselineState.NONE;
      }

      @Override
      public BaselineState ofPort(String crossing, MailPort port) {
        return BaselineState.NONE;
      }
    };
  }
}
