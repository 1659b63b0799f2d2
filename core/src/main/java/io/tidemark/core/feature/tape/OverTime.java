package io.tidemark.core.feature.tape;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.Print;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.TimeTiles;
import java.util.Arrays;

/**
 * A feature of what was traded in the last {@code window} of time, print by print, whatever the
 * bars: the window is cut into tiles ({@link TimeTiles}), so that a month costs what a minute does.
 * It ends at the instrument's clock, and with the bar where one closes.
 *
 * <p>Known once closed bars cover the window, and while the prints of this bar are on the tape. A
 * trade that is older than the newest counts as of the newest; a candle that is repeats what was
 * traded and does not count. A candle counts at its end; one longer than the window says nothing of
 * it. Cells: closed bars, last price, end of the last print, the feature's own, then the tiles.
 */
abstract class OverTime implements Feature {

  private static final int LAST = 1;
  private static final int END = 2;
  private static final int OWN = 3;

  private final String name;
  private final long window;
  private final long barLength;
  private final int warmUp;
  private final int tilesAt;
  private final Print whole = new Print();
  final TimeTiles tiles;

  /**
   * @param window µs
   * @param barLength µs
   * @param own cells beside those of every such feature
   */
  OverTime(String function, long window, long barLength, int own, TimeTiles.Join... columns) {
    this.name = function + "(" + BarLength.text(window) + ")";
    this.window = window;
    this.barLength = barLength;
    this.warmUp = Math.toIntExact((window + barLength - 1) / barLength);
    this.tilesAt = OWN + own;
    this.tiles = new TimeTiles(window, columns);
  }

  /** The value; {@code older} is where the tiles find what counts when {@code tile} is filled. */
  abstract double value(double[] cells, int at, Market market, long tile, int older);

  /** Adds a print's columns to the newest tile, the first one's place being {@code at}. */
  abstract void add(double[] cells, int at, Print print);

  /** What must be done before a print is taken in that belongs to {@code tile}. */
  void before(double[] cells, int at, Print print, long tile) {}

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int cells() {
    return tilesAt + tiles.cells();
  }

  @Override
  public final int warmUp() {
    return warmUp;
  }

  @Override
  public final boolean readsTape() {
    return true;
  }

  @Override
  public final double value(double[] cells, int at, Market market) {
    boolean unread = market.bar.updates > 0 && cells[at + END] <= market.bar.start;
    if (cells[at] < warmUp || unread) {
      return Double.NaN;
    }
    long tile = tiles.tile(cells, tiles(at), now(market));
    return value(cells, at, market, tile, tiles.older(cells, tiles(at), tile));
  }

  @Override
  public final void traded(double[] cells, int at, Print print) {
    long length = print.end - print.start;
    if (length > 1 && print.start < cells[at + END]) {
      return;
    }
    if (length > window) {
      Arrays.fill(cells, at, at + cells(), 0);
      cells[at] = -1; // the bar that it makes does not count
    }
    long tile = tiles.tile(cells, tiles(at), print.end - 1);
    before(cells, at, print, tile);
    tiles.print(cells, tiles(at), tile);
    add(cells, at, print);
    cells[at + LAST] = print.price;
    cells[at + END] = Math.max(cells[at + END], (double) print.end);
  }

  @Override
  public final void close(double[] cells, int at, Market market) {
    Bar bar = market.bar;
    if (cells[at + LAST] == 0 && bar.updates > 0) {
      traded(cells, at, whole.bar(bar, barLength)); // its trades were forgotten with the hole
    }
    cells[at] = Math.min(cells[at] + 1, warmUp);
  }

  private long now(Market market) {
    return Math.min(market.clock, market.bar.start + barLength - 1);
  }

  /** Length of what counts when this tile is filled, up to now, µs. */
  final double covered(double[] cells, int at, Market market, long tile) {
    return Math.max((double) (now(market) + 1), cells[at + END]) - tiles.start(tile);
  }

  /** Where the tiles' cells are. */
  final int tiles(int at) {
    return at + tilesAt;
  }

  /** Where the feature's own cells are. */
  static int own(int at) {
    return at + OWN;
  }

  /** Last price; 0 before the first. */
  static double last(double[] cells, int at) {
    return cells[at + LAST];
  }

  /** Whether nothing was traded yet. */
  static boolean isFirst(double[] cells, int at) {
    return cells[at + LAST] == 0;
  }
}
