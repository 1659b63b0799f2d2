package io.tidemark.bench.drift.peers;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * KSWIN: C. Raab, M. Heusinger, F.-M. Schleif, Reactive Soft Prototype Computing for Concept Drift
 * Streams, Neurocomputing 416, 2020, section 3.
 *
 * <p>The last r samples of a sliding window of n are held against r that are drawn at random, each
 * at most once, from the n - r before them. After an alarm only the last r are kept.
 *
 * <p>The paper's alpha gives the distance {@code sqrt(-ln(alpha) / r)} beyond which it alarms; as
 * the distance of two samples of r is a multiple of 1/r, so many values of alpha are one and the
 * same test. Hence the limit is given as the number of steps of 1/r.
 */
public final class Kswin implements Detector {

  private final int size;
  private final int recent;
  private final int limit;
  private final SplittableRandom random;

  /** A ring of the n samples; both halves are sorted in arrays of their own. */
  private final double[] ring;

  private final double[] sorted;
  private final double[] drawn;
  private final int[] places;
  private int begin;
  private int count;

  /**
   * Makes one.
   *
   * @param size n, samples of the sliding window
   * @param recent r, samples that are held against as many older ones
   * @param limit alarms at a distance above {@code limit / r}
   * @param seed of what is drawn
   */
  public Kswin(int size, int recent, int limit, long seed) {
    this.size = size;
    this.recent = recent;
    this.limit = limit;
    this.random = new SplittableRandom(seed).split();
    this.ring = new double[size];
    this.sorted = new double[recent];
    this.drawn = new double[recent];
    this.places = new int[size - recent];
    Arrays.setAll(places, i -> i);
  }

  /** The paper's alpha of a limit. */
  public static double alpha(int recent, int limit) {
    double distance = (double) limit / recent;
    return Math.exp(-distance * distance * recent);
  }

  @Override
  public boolean step(double value) {
    remember(value);
    if (count < size) {
      return false;
    }
    for (int i = 0; i < recent; i++) {
      int other = random.nextInt(i, places.length);
      int place = places[other];
      places[other] = places[i];
      places[i] = place;
      drawn[i] = at(place);
    }
    Arrays.sort(drawn);
    if (steps() <= limit) {
      return false;
    }
    begin = (begin + size - recent) % size;
    count = recent;
    return true;
  }

  private double at(int place) {
    int index = begin + place;
    return ring[index < size ? index : index - size];
  }

  private void remember(double value) {
    if (count >= recent) {
      remove(at(count - recent), recent);
      insert(value, recent - 1);
    } else {
      insert(value, count);
    }
    if (count == size) {
      ring[begin] = value;
      begin = begin + 1 == size ? 0 : begin + 1;
    } else {
      ring[(begin + count) % size] = value;
      count++;
    }
  }

  private void remove(double value, int length) {
    int at = Arrays.binarySearch(sorted, 0, length, value);
    System.arraycopy(sorted, at + 1, sorted, at, length - at - 1);
  }

  private void insert(double value, int length) {
    int at = Arrays.binarySearch(sorted, 0, length, value);
    int place = at >= 0 ? at : ~at;
    System.arraycopy(sorted, place, sorted, place + 1, length - place);
    sorted[place] = value;
  }

  /** The distance of the two samples, in steps of 1/r. */
  private int steps() {
    int largest = 0;
    int i = 0;
    int j = 0;
    while (i < recent && j < recent) {
      double value = Math.min(sorted[i], drawn[j]);
      while (i < recent && sorted[i] <= value) {
        i++;
      }
      while (j < recent && drawn[j] <= value) {
        j++;
      }
      largest = Math.max(largest, Math.abs(i - j));
    }
    return largest;
  }
}
