package io.tidemark.exchange.protocol;

/**
 * One side of an order book: levels sorted from the best, in arrays that are reused. Holds at most
 * {@link #MOST_LEVELS}; beyond them the worst is forgotten, and from then on whatever is as far
 * out: the levels that are held are always the best ones, without a hole. Prices are finite.
 *
 * <p>The arrays have room before the best level and behind the worst, so a level that comes or goes
 * moves those of the nearer end only: few, since most changes are near the best.
 */
public final class BookSide {

  /** Deeper than any snapshot that a book is built from, Coinbase's full books aside. */
  public static final int MOST_LEVELS = 10_000;

  /** Levels in which most changes are. */
  private static final int NEAR = 32;

  private static final byte[] NO_TEXT = {};

  /** 1 where a lower price is better (asks), -1 where a higher one is (bids). */
  private final int direction;

  /** Prices, times the direction: rising on both sides. */
  private double[] keys = new double[64];

  private double[] sizes = new double[64];

  /** How each level was written, for venues whose checksums are over that; empty elsewhere. */
  private byte[][] texts = {};

  /** Where the best level stands. */
  private int first;

  private int count;
  private boolean forgot;

  /** Best price that was forgotten since the last {@link #clear()}. */
  private double horizon;

  private BookSide(int direction) {
    this.direction = direction;
  }

  static BookSide bids() {
    return new BookSide(-1);
  }

  static BookSide asks() {
    return new BookSide(1);
  }

  void clear() {
    first = 0;
    count = 0;
    forgot = false;
  }

  public int count() {
    return count;
  }

  /** Whether levels beyond the worst one may exist unknown, because they were forgotten. */
  boolean forgot() {
    return forgot;
  }

  public double price(int level) {
    return keys[first + level] * direction;
  }

  public double size(int level) {
    return sizes[first + level];
  }

  /** How the level was written; empty where nobody said. */
  public byte[] text(int level) {
    byte[] text = texts.length == 0 ? NO_TEXT : texts[first + level];
    return text == null ? NO_TEXT : text;
  }

  /** Whether there is a level of this price. */
  boolean has(double price) {
    return find(price) >= 0;
  }

  /**
   * Sets a level's size, in the venue's unit; 0 removes it. A price that is not there may be
   * removed: venues name levels that the book never held.
   *
   * @return the level that changed, 0 being the best; {@link Integer#MAX_VALUE} if none did
   */
  int set(double price, double size) {
    return set(price, size, NO_TEXT);
  }

  /**
   * The same.
   *
   * @param text how the level was written
   */
  int set(double price, double size, byte[] text) {
    int at = find(price);
    if (size == 0) {
      return at >= 0 ? remove(at) : Integer.MAX_VALUE;
    }
    if (at >= 0) {
      boolean same = sizes[first + at] == size;
      put(at, price, size, text);
      return same ? Integer.MAX_VALUE : at;
    }
    return insert(-at - 1, price, size, text);
  }

  /** Drops the levels beyond the best {@code most}: the venue names them again if they return. */
  public void keep(int most) {
    count = Math.min(count, most);
  }

  private int remove(int at) {
    count--;
    if (at < count - at) {
      move(first, first + 1, at);
      first++;
    } else {
      move(first + at + 1, first + at, count - at);
    }
    return at;
  }

  private int insert(int at, double price, double size, byte[] text) {
    if (forgot && (price - horizon) * direction >= 0) {
      return Integer.MAX_VALUE;
    }
    if (at >= MOST_LEVELS) {
      forget(price);
      return Integer.MAX_VALUE;
    }
    if (count == MOST_LEVELS) {
      count--;
      forget(price(count));
    }
    if (at < count - at) {
      if (first == 0) {
        makeRoom();
      }
      move(first, first - 1, at);
      first--;
    } else {
      if (first + count == keys.length) {
        makeRoom();
      }
      move(first + at, first + at + 1, count - at);
    }
    count++;
    put(at, price, size, text);
    return at;
  }

  private void put(int at, double price, double size, byte[] text) {
    keys[first + at] = price * direction;
    sizes[first + at] = size;
    if (texts.length == 0 && text.length > 0) {
      texts = new byte[keys.length][];
    }
    if (texts.length > 0) {
      texts[first + at] = text;
    }
  }

  private void move(int from, int to, int levels) {
    System.arraycopy(keys, from, keys, to, levels);
    System.arraycopy(sizes, from, sizes, to, levels);
    if (texts.length > 0) {
      System.arraycopy(texts, from, texts, to, levels);
    }
  }

  /** Puts the levels into the middle; at least half of the arrays is room then. */
  private void makeRoom() {
    double[] oldKeys = keys;
    double[] oldSizes = sizes;
    int least = 2 * (count + 1);
    if (keys.length < least) {
      keys = new double[least];
      sizes = new double[least];
    }
    int middle = (keys.length - count) / 2;
    System.arraycopy(oldKeys, first, keys, middle, count);
    System.arraycopy(oldSizes, first, sizes, middle, count);
    if (texts.length > 0) {
      byte[][] oldTexts = texts;
      texts = new byte[keys.length][];
      System.arraycopy(oldTexts, first, texts, middle, count);
    }
    first = middle;
  }

  private void forget(double price) {
    forgot = true;
    horizon = price;
  }

  /** The first level whose price is worse, or the number of levels. */
  int firstWorse(double price) {
    int at = find(price);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /**
   * The level of this price, or -(where it would stand) - 1. Looks near the best first. Each step
   * of the search halves the levels whatever its comparison says: nothing could predict a branch.
   */
  private int find(double price) {
    double key = price * direction;
    int level = 0;
    int left = NEAR;
    while (level + left < count && keys[first + level + left - 1] < key) {
      level += left;
      left *= 2;
    }
    left = Math.min(left, count - level);
    while (left > 0) {
      int half = (left + 1) >>> 1;
      level = keys[first + level + half - 1] < key ? level + half : level;
      left -= half;
    }
    return level < count && keys[first + level] == key ? level : -level - 1;
  }
}
