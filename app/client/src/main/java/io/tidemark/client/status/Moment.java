package io.tidemark.client.status;

/**
 * When one looks, µs since the epoch.
 *
 * @param market the largest time among the log's newest records; that of the wall where it has none
 * @param wall of this computer
 * @param told whether the log told the market's time
 */
record Moment(long market, long wall, boolean told) {}
