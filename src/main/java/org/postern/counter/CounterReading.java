package org.postern.counter;

import java.util.OptionalLong;
import org.postern.counter.InterfaceSample.CounterValue;

/**
 * One reading of one counter, with all that tells whether it may be compared with another.
 *
 * @param identity what is counted: an interface's name, an entry's match fields and position. Two
 *     readings under one index but of different things have different identities.
 * @param discontinuity ifCounterDiscontinuityTime or its like, hundredths of a second, if there is
 *     one (RFC 2863, ifXEntry 19)
 */
public record CounterReading(
    String identity, CounterValue value, Moment moment, OptionalLong discontinuity) {
  public static CounterReading of(String identity, CounterValue value, Moment moment) {
    return new CounterReading(identity, value, moment, OptionalLong.empty());
  }
}
