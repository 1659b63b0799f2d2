package io.tidemark.core.score;

import io.tidemark.core.bar.BarState;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.BarSpec;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.state.HeapSize;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that {@link FeatureScoring} keeps of one instrument for one model: bounded, a few hundred
 * numbers, and a window of bars where the model looks at one.
 */
public final class ScoringState {

  /** What repetitions are known by. */
  public OriginTable origins = new OriginTable();

  /** What repetitions of trades from another origin are known by. */
  public TradeMemory trades = new TradeMemory();

  /**
   * How far ahead of the clock a command may be and still have happened when it says, µs: between
   * two facts a minute may pass.
   */
  private static final long BELIEVED_AHEAD = 60_000_000;

  /** What is of one size: itself, and what is not empty in a state that has seen nothing. */
  private static final long SELF_BYTES =
      HeapSize.object(
              15 * HeapSize.REFERENCE + 7 * Long.BYTES + Double.BYTES + 4 * Integer.BYTES + 1)
          + HeapSize.object(0)
          + BarState.HEAP_BYTES
          + HeapSize.array(MarketInput.ofBars().size(), Double.BYTES)
          + FeedHistory.HEAP_BYTES
          + MarketContext.HEAP_BYTES;

  /** What {@link #clock} is before the first fact that is no command. */
  static final long NO_CLOCK = Long.MIN_VALUE;

  /** Largest {@code availableAt} seen, commands left aside, µs; never runs back. */
  public long clock = NO_CLOCK;

  /** Bar building. */
  public BarState bars = new BarState();

  /** Closed bars taken in since the last reset; counts no further than the warm-up. */
  public int closedBars;

  /** Whether a warm feature set could not be computed because an input was never there. */
  public boolean inputMissing;

  /** Last price, quote per base; NaN before the first. */
  public double price = Double.NaN;

  /** Exchange time of the last price, µs; 0 before the first. */
  public long priceEventTime;

  /** When the last price could be known, µs; 0 before the first. */
  public long priceAvailableAt;

  /** When the last book could be known, µs; 0 before the first. */
  public long bookAt;

  /** When the last funding rate could be known, µs; 0 before the first. */
  public long fundingAt;

  /** When the last Fear and Greed value could be known, µs; 0 before the first. */
  public long fearGreedAt;

  /** What the last closed bar says of {@link MarketInput#ofBars()}, in their order and units. */
  public final double[] ofBars = new double[MarketInput.ofBars().size()];

  /** How the feed has moved lately. */
  public FeedHistory feed = new FeedHistory();

  /** Which feature set the cells are laid out for; another one takes over what it shares. */
  public int layout;

  /** What each feature's cells are known by, in their order; empty in states of old versions. */
  public long[] identities;

  /** How many cells each feature has. */
  public int[] sizes;

  /** The features' cells, one feature's after the other's. */
  public double[] cells;

  /** Bars other than the set's own. */
  public FrameState[] frames;

  /** Which model's window {@code past} holds; 0 for none. */
  public int pastLayout;

  /** How many bars {@code past} holds. */
  public int pastBars;

  /** The model's vectors of the last closed bars, oldest first, one after the other. */
  public float[] past;

  /** The bars of {@code past} as encoded, until one closes; no state, made of {@code past}. */
  float[] prefix = {};

  /** Who made {@code prefix} of the present {@code past}; null if nobody has yet. */
  @Nullable PrefixEncoder encodedBy;

  /** By which other models' states know this one; no state. */
  final SharedFeatures.Name name = new SharedFeatures.Name();

  /** How many events were taken in since it was made or read; no state, counted to compare. */
  long steps;

  /** How it stands to the states of models before; no state. */
  SharedFeatures.Twin[] twins = {};

  /** What the last event was told of the market; no state, made of what is. */
  MarketContext market = MarketContext.UNKNOWN;

  /** A state that has seen nothing. */
  public ScoringState() {
    forgetBars();
    this.identities = new long[0];
    this.sizes = new int[0];
    this.cells = new double[0];
    this.frames = new FrameState[0];
    this.past = new float[0];
  }

  /** Bytes of heap that it takes, within a quarter. */
  public long heapBytes() {
    return SELF_BYTES
        + origins.heapBytes()
        + trades.heapBytes()
        + HeapSize.array(identities.length, Long.BYTES)
        + HeapSize.array(sizes.length, Integer.BYTES)
        + HeapSize.array(cells.length, Double.BYTES)
        + HeapSize.array(frames.length, HeapSize.REFERENCE)
        + frames.length * FrameState.HEAP_BYTES
        + HeapSize.array(past.length, Float.BYTES)
        + HeapSize.array(prefix.length, Float.BYTES)
        + SharedFeatures.heapBytes(twins, identities.length);
  }

  /** The clock after {@code event}: before there is one, the time that a command says it has. */
  long clockAt(LogEvent event) {
    return clock == NO_CLOCK ? event.availableAt() : clock;
  }

  /**
   * The event time of what {@code event} causes, µs: its own; the clock for a command that claims
   * to be further ahead of it than is believed.
   */
  public long timeOf(LogEvent event) {
    long time = event.fact().eventTime();
    boolean believed =
        !event.fact().kind().isCommand() || clock == NO_CLOCK || time - clock <= BELIEVED_AHEAD;
    return believed ? time : clock;
  }

  /** In which stretch of a bar's length (µs) the clock is, counted from the epoch. */
  long span(long barLength) {
    return Math.floorDiv(clock, barLength);
  }

  /** When the market itself was last heard of, µs; 0 if it was not since the beginning. */
  long heardAt() {
    return Math.max(priceAvailableAt, Math.max(bookAt, fundingAt));
  }

  /** Begins anew, but for what repetitions are known by and for the clock. */
  void expire() {
    bars = new BarState();
    closedBars = 0;
    inputMissing = false;
    price = Double.NaN;
    priceEventTime = 0;
    priceAvailableAt = 0;
    bookAt = 0;
    fundingAt = 0;
    fearGreedAt = 0;
    feed = new FeedHistory();
    forgetBars();
    layout = 0;
    identities = new long[0];
    sizes = new int[0];
    cells = new double[0];
    frames = new FrameState[0];
    pastLayout = 0;
    pastBars = 0;
    past = new float[0];
    encodedBy = null;
  }

  /** What closed bars said of the market no longer counts. */
  void forgetBars() {
    Arrays.fill(ofBars, Double.NaN);
  }

  /** A state of its own with the same content, for another model to go on from. */
  public ScoringState copy() {
    return ScoringStateCodec.copy(this);
  }

  /**
   * Lays the cells out for a feature set. What a feature had learnt stays if the set has it, too; a
   * frame in which one feature of bars must learn anew counts its warm-up anew.
   */
  void layOut(FeatureSet set, int newLayout) {
    boolean same = layout == newLayout && cells.length == set.cells();
    double[] before = cells;
    long[] known = same ? identitiesOf(set) : identities;
    int[] widths = same ? sizesOf(set) : sizes;
    cells = new double[set.cells()];
    boolean[] anew = new boolean[set.frames()];
    int at = 0;
    for (int i = 0; i < set.size(); i++) {
      int from = find(known, widths, set.identity(i), set.cells(i));
      if (from >= 0) {
        System.arraycopy(before, from, cells, at, set.cells(i));
      } else if (set.warmsUp(i)) {
        anew[set.frame(i)] = true;
      }
      at += set.cells(i);
    }
    identities = identitiesOf(set);
    sizes = sizesOf(set);
    layout = newLayout;
    layOutFrames(set, anew);
  }

  private void layOutFrames(FeatureSet set, boolean[] anew) {
    FrameState[] before = frames;
    frames = new FrameState[set.frames() - 1];
    for (int i = 0; i < frames.length; i++) {
      BarSpec bar = set.frameBar(i + 1);
      frames[i] =
          Arrays.stream(before)
              .filter(frame -> frame.bar.equals(bar))
              .findFirst()
              .orElseGet(() -> new FrameState(bar));
      frames[i].closedBars = anew[i + 1] ? 0 : frames[i].closedBars;
    }
    if (anew[0]) {
      closedBars = 0;
      pastBars = 0;
      encodedBy = null;
      forgetBars();
    }
  }

  private static int find(long[] known, int[] widths, long identity, int width) {
    int at = 0;
    for (int i = 0; i < known.length; i++) {
      if (known[i] == identity && widths[i] == width) {
        return at;
      }
      at += widths[i];
    }
    return -1;
  }

  private static long[] identitiesOf(FeatureSet set) {
    return IntStream.range(0, set.size()).mapToLong(set::identity).toArray();
  }

  private static int[] sizesOf(FeatureSet set) {
    return IntStream.range(0, set.size()).map(set::cells).toArray();
  }
}
