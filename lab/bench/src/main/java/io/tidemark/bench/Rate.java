package io.tidemark.bench;

/**
 * How fast something went on.
 *
 * @param perSecond events per second of wall time
 * @param cpuMicros processor time of this whole process for an event, µs: the broker's and the
 *     collector's, too
 */
public record Rate(double perSecond, double cpuMicros) {}
