package org.postern.store;

/**
 * What became of the points offered since the store was opened; a poll has one for each interface
 * and each counted entry.
 *
 * @param written samples in the file
 * @param coarsened samples that gave way to newer ones because the queue was full
 * @param lost samples that could not be written (disk full, broken file) or were older than what is
 *     kept
 * @param queued samples waiting now
 */
public record SampleStatistics(long written, long coarsened, long lost, int queued) {}
