package org.postern.store;

/**
 * What became of the samples offered since the store was opened.
 *
 * @param written samples in the file
 * @param coarsened samples that gave way to newer ones because the queue was full
 * @param lost samples that could not be written (disk full, broken file) or were older than what is
 *     kept
 * @param queued samples waiting now
 */
public record SampleStatistics(long written, long coarsened, long lost, int queued) {}
