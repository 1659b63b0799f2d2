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

  /** 1 where a lower price is better (asks), -1 where a higher one is (bids). */
  private final int direction;

  private double[] prices = new double[64];
  private double[] sizes = new double[64];

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
    return prices[first + level];
  }

  public double size(int level) {
    return sizes[first + level];
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
    int at = find(price);
    if (size == 0) {
      return at >= 0 ? remove(at) : Integer.MAX_VALUE;
    }
    if (at >= 0) {
      boolean same = sizes[first + at] == size;
      sizes[first + at] = size;
      return same ? Integer.MAX_VALUE : at;
    }
    return insert(-at - 1, price, size);
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

  private int insert(int at, double price, double size) {
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
      if (first + count == prices.length) {
        makeRoom();
      }
      move(first + at, first + at + 1, count - at);
    }
    prices[first + at] = price;
    sizes[first + at] = size;
    count++;
    return at;
  }

  private void move(int from, int to, int levels) {
    System.arraycopy(prices, from, prices, to, levels);
    System.arraycopy(sizes, from, sizes, to, levels);
  }

  /** Puts the levels into the middle; at least half of the arrays is room then. */
  private void makeRoom() {
    double[] oldPrices = prices;
    double[] oldSizes = sizes;
    int least = 2 * (count + 1);
    if (prices.length < least) {
      prices = new double[least];
      sizes = new double[least];
    }
    int middle = (prices.length - count) / 2;
    System.arraycopy(oldPrices, first, prices, middle, count);
    System.arraycopy(oldSizes, first, sizes, middle, count);
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
   * The level of this price, or -(where it would stand) - 1. Each step halves the levels whatever
   * the comparison says, so that it needs no branch: nobody can predict it.
   */
  private int find(double price) {
    int level = 0;
    int left = count;
    while (left > 0) {
      int half = (left + 1) >>> 1;
      level = (prices[first + level + half - 1] - price) * direction < 0 ? level + half : level;
      left -= half;
    }
    return level < count && prices[first + level] == price ? level : -level - 1;
  }
}
