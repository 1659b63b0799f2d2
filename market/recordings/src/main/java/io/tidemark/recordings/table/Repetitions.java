package io.tidemark.recordings.table;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import org.jspecify.annotations.Nullable;

/**
 * Remembers facts, to know the one that was there before: a trade by its id and time, a bar by its
 * start, a dated value by its name and time. Trades without ids are never known again.
 *
 * <p>Facts are remembered as 64-bit hashes; two of a million are taken for each other with a chance
 * of one in thirty million. At least the last {@value #GENERATION} are remembered and at most twice
 * as many, in 50 MB.
 */
public final class Repetitions {

  static final int GENERATION = 1 << 19;

  private static final long PRIME = 0x100000001b3L;
  private static final long BASIS = 0xcbf29ce484222325L;

  private Generation young = new Generation();
  private Generation old = new Generation();

  /**
   * A fact that was there before.
   *
   * @param isEqual whether it said the same
   * @param line the number that it was remembered with
   */
  public record Repetition(boolean isEqual, long line) {

    RejectReason reason() {
      return isEqual ? RejectReason.DUPLICATE : RejectReason.INCONSISTENT;
    }

    /** What there is to say of the row. */
    String words() {
      return isEqual
          ? " was there before, on line " + line
          : " is there with other values on line " + line + ", and the first row counts";
    }
  }

  /**
   * What a fact repeats; null where it is new, and is remembered from now on.
   *
   * @param line a number to remember it with
   */
  public @Nullable Repetition remember(Fact fact, long line) {
    long key = key(fact);
    if (key == 0) {
      return null;
    }
    long content = content(fact);
    Repetition repetition = find(key, content);
    if (repetition == null) {
      add(key, content, line);
    }
    return repetition;
  }

  /**
   * The same for a whole line that says something for one time.
   *
   * @param text what it says, without the time
   */
  @Nullable Repetition remember(long time, String text, long line) {
    Repetition repetition = find(time, text);
    if (repetition == null) {
      add(key(time), text(BASIS, text), line);
    }
    return repetition;
  }

  /** What is remembered of this time, and whether it said the same; null where nothing is. */
  @Nullable Repetition find(long time, String text) {
    return find(key(time), text(BASIS, text));
  }

  /** What a fact repeats; null where nothing is remembered of it. */
  @Nullable Repetition find(Fact fact) {
    long key = key(fact);
    return key == 0 ? null : find(key, content(fact));
  }

  /** Nothing more will be asked: gives the memory back. */
  void forget() {
    young = new Generation();
    old = new Generation();
  }

  private @Nullable Repetition find(long key, long content) {
    Repetition repetition = young.find(key, content);
    return repetition == null ? old.find(key, content) : repetition;
  }

  private void add(long key, long content, long line) {
    if (young.size == GENERATION) {
      old = young;
      young = new Generation();
    }
    young.add(key, content, line);
  }

  private static long key(long time) {
    return mix(BASIS, time) | 1;
  }

  /** 0 for what cannot be known again. */
  private static long key(Fact fact) {
    long key = text(BASIS, fact.instrument());
    if (fact instanceof Trade trade) {
      if (trade.tradeId().isEmpty()) {
        return 0;
      }
      key = text(key, trade.tradeId());
    } else if (fact instanceof Metric metric) {
      key = text(key, metric.name());
    }
    long time = fact instanceof Candle candle ? candle.start() : fact.eventTime();
    key = mix(text(key, fact.kind().name()), time);
    return key == 0 ? 1 : key;
  }

  private static long content(Fact fact) {
    if (fact instanceof Trade trade) {
      return number(number(BASIS, trade.price()), trade.quantity());
    } else if (fact instanceof Candle candle) {
      long content = number(number(BASIS, candle.open()), candle.high());
      content = number(number(content, candle.low()), candle.close());
      return number(content, candle.volume());
    } else if (fact instanceof Funding funding) {
      return number(BASIS, funding.rate());
    } else if (fact instanceof Metric metric) {
      return number(BASIS, metric.value());
    }
    return BASIS;
  }

  private static long text(long hash, String text) {
    long result = hash;
    for (int i = 0; i < text.length(); i++) {
      result = (result ^ text.charAt(i)) * PRIME;
    }
    return mix(result, text.length());
  }

  private static long number(long hash, double value) {
    return mix(hash, Double.doubleToLongBits(value));
  }

  /** Every bit of both changes half of the bits: the finaliser of SplitMix64. */
  private static long mix(long hash, long value) {
    long z = hash * PRIME + value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Key, content and line, one after the other, in a table with open addressing. */
  private static final class Generation {

    private long[] table = new long[3 * 64];
    private int size;

    private @Nullable Repetition find(long key, long content) {
      int at = slot(key);
      return table[at] == 0 ? null : new Repetition(table[at + 1] == content, table[at + 2]);
    }

    private void add(long key, long content, long line) {
      if (2 * size >= table.length / 3) {
        grow();
      }
      int at = slot(key);
      table[at] = key;
      table[at + 1] = content;
      table[at + 2] = line;
      size++;
    }

    private void grow() {
      long[] before = table;
      table = new long[2 * before.length];
      for (int i = 0; i < before.length; i += 3) {
        if (before[i] != 0) {
          System.arraycopy(before, i, table, slot(before[i]), 3);
        }
      }
    }

    /** Where the key is, or would be. */
    private int slot(long key) {
      int slots = table.length / 3;
      int at = (int) (key >>> 33) & (slots - 1);
      while (table[3 * at] != 0 && table[3 * at] != key) {
        at = (at + 1) & (slots - 1);
      }
      return 3 * at;
    }
  }
}
