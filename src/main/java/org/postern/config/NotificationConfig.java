package org.postern.config;

/**
 * How much receivers are told at a time.
 *
 * @param perMinute traps to one receiver, 1..6000; informs go at the pace they are confirmed
 * @param perKindPerMinute how many of them may be about one kind of finding, 1..6000
 * @param queue transitions that may wait for one receiver, 100..100000
 */
public record NotificationConfig(int perMinute, int perKindPerMinute, int queue) {
  static final int MOST_PER_MINUTE = 6_000;
  static final int LEAST_QUEUE = 100;
  static final int MOST_QUEUE = 100_000;

  public static NotificationConfig standard() {
    return new NotificationConfig(60, 30, 10_000);
  }
}
