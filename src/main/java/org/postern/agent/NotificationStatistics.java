package org.postern.agent;

/**
 * What became of notifications since the start, counted for each receiver.
 *
 * @param sent handed to the network, informs once whatever the retries
 * @param suppressed not sent because there were too many at a time
 * @param unacknowledged informs that no confirmation came for
 * @param failed not sent because of an error, which is in the log
 */
public record NotificationStatistics(
    long sent, long suppressed, long unacknowledged, long failed) {}
