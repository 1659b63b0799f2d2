package io.tidemark.bench.collect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * A deep order book that changes at random: most changes are near the best price, which moves now
 * and then. Prices and sizes are counted in units of the last decimal place.
 */
final class MovingBook {

  /** Of the first best bid, in ticks of 0.01. */
  private static final long START = 5_120_000;

  /** A side has a level on each third tick or so. */
  private static final int MEAN_STEP = 3;

  /** How far from the best price a change is, on average, in ticks. */
  private static final double MEAN_DISTANCE = 60;

  /**
   * One level as a change states it.
   *
   * @param price ticks of 0.01
   * @param size in units of 0.00001; 0 where the level is gone
   */
  record Level(boolean bid, long price, long size) {}

  private final Random random;
  private final int depth;
  private final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
  private final NavigableMap<Long, Long> asks = new TreeMap<>();

  /** A book of so many levels a side. */
  MovingBook(int depth, Random random) {
    this.random = random;
    this.depth = depth;
    long bid = START;
    long ask = START + 1;
    for (int i = 0; i < depth; i++) {
      bids.put(bid, size());
      asks.put(ask, size());
      bid -= 1 + random.nextInt(2 * MEAN_STEP - 1);
      ask += 1 + random.nextInt(2 * MEAN_STEP - 1);
    }
  }

  /** All levels, the best first. */
  List<Level> side(boolean bid) {
    List<Level> levels = new ArrayList<>();
    for (Map.Entry<Long, Long> level : (bid ? bids : asks).entrySet()) {
      levels.add(new Level(bid, level.getKey(), level.getValue()));
    }
    return levels;
  }

  /** The best levels. */
  List<Level> best(boolean bid, int most) {
    return side(bid).subList(0, Math.min(most, (bid ? bids : asks).size()));
  }

  /** At least so many levels change, each at most once. */
  List<Level> change(int atLeast) {
    Map<Long, Level> changes = new TreeMap<>();
    if (random.nextInt(3) == 0) {
      moveBest(changes);
    }
    while (changes.size() < atLeast) {
      boolean bid = random.nextBoolean();
      long distance = (long) (-Math.log(1 - random.nextDouble()) * MEAN_DISTANCE);
      set(bid, bid ? bids.firstKey() - distance : asks.firstKey() + distance, changes);
    }
    return List.copyOf(changes.values());
  }

  /** The best level of one side goes, and the other side's moves up behind it. */
  private void moveBest(Map<Long, Level> changes) {
    boolean up = random.nextBoolean();
    long gone = (up ? asks : bids).firstKey();
    (up ? asks : bids).remove(gone);
    changes.put(gone, new Level(!up, gone, 0));
    long behind = up ? gone - 1 : gone + 1;
    put(up, behind, size(), changes);
  }

  private void set(boolean bid, long price, Map<Long, Level> changes) {
    NavigableMap<Long, Long> side = bid ? bids : asks;
    boolean removes = side.containsKey(price) && side.size() > depth && random.nextInt(3) > 0;
    if (removes && price != side.firstKey()) {
      side.remove(price);
      changes.put(price, new Level(bid, price, 0));
    } else {
      put(bid, price, size(), changes);
    }
  }

  private void put(boolean bid, long price, long size, Map<Long, Level> changes) {
    (bid ? bids : asks).put(price, size);
    changes.put(price, new Level(bid, price, size));
  }

  private long size() {
    return 1 + (long) (Math.exp(random.nextGaussian() * 1.5) * 10_000);
  }
}
