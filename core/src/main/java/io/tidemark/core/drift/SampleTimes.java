package io.tidemark.core.drift;

/** When the last samples of an instrument were taken: a ring of event times, µs since the epoch. */
final class SampleTimes {

  final long[] ring;
  int oldest;
  int count;

  SampleTimes(int size) {
    this.ring = new long[size];
  }

  void add(long time) {
    if (count < ring.length) {
      ring[count++] = time;
    } else {
      ring[oldest] = time;
      oldest = oldest + 1 == ring.length ? 0 : oldest + 1;
    }
  }

  /**
   * The time of a sample.
   *
   * @param index 0 is the oldest of those that are kept
   */
  long at(int index) {
    return ring[(oldest + index) % ring.length];
  }
}
