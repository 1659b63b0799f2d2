package io.tidemark.core.score;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.feature.BarSpec;

/**
 * States in which every field has a value of its own, so that two that change places are seen: one
 * for each version of the frozen bytes.
 */
public final class ScoringStates {

  private ScoringStates() {}

  /** What the frozen bytes of version six hold. */
  public static ScoringState ofVersionSix() {
    ScoringState state = ofVersionFour();
    state.origins.ids[0] = "3db5QLSqSZieL3rJBUUegA";
    state.feed.unchangedCloses = 60;
    state.feed.barsWithoutVolume = 61;
    state.feed.close = 62.5;
    state.feed.bidPrice = 63.5;
    state.feed.bidSize = 64.5;
    state.feed.askPrice = 65.5;
    state.feed.askSize = 66.5;
    state.feed.bookMovedAt = 1_700_000_000_000_067L;
    state.feed.span = 68;
    for (int i = 0; i < FeedHistory.SPANS; i++) {
      state.feed.trades[i] = 70 + i;
      state.feed.late[i] = 80 + i;
    }
    return state;
  }

  /**
   * What the frozen bytes of version four and five hold; no topic has an id, and how the feed has
   * moved is not known.
   */
  public static ScoringState ofVersionFour() {
    ScoringState state = ofVersionThree();
    state.bars.forming.buys = 30;
    state.bars.forming.sells = 31;
    FrameState hours = state.frames[0];
    hours.bars.forming.buys = 32;
    hours.bars.forming.sells = 33;
    state.frames = new FrameState[] {hours, ofTrades("1000t", 34), ofTrades("0.5v", 37)};
    state.trades.scattered = true;
    state.trades.largest = 40;
    state.trades.newest = 1_700_000_000_000_041L;
    state.trades.seen[0] = 42;
    state.trades.seen[15] = -43;
    state.trades.recent = 2;
    state.trades.next = 2;
    state.trades.hashes = new long[TradeMemory.RECENT];
    state.trades.hashes[0] = 44;
    state.trades.hashes[1] = -45;
    return state;
  }

  private static FrameState ofTrades(String bar, int number) {
    FrameState frame = new FrameState(BarSpec.parse(bar));
    frame.closedBars = number;
    frame.tradeBars.newest = 1_700_000_000_000_000L + number + 1;
    frame.tradeBars.forming.close = number + 1.5;
    frame.tradeBars.forming.updates = 7;
    frame.tradeBars.forming.sells = number + 2L;
    return frame;
  }

  /** What the frozen bytes of version three hold; no takers were counted. */
  public static ScoringState ofVersionThree() {
    ScoringState state = ofVersionTwo();
    state.identities = new long[] {0x123456789abcdef0L, -2};
    state.sizes = new int[] {1, 2};
    FrameState frame = new FrameState(BarSpec.parse("4h"));
    frame.closedBars = 23;
    frame.bars.formingStart = 1_700_000_000_000_024L;
    frame.bars.lastStart = 1_700_000_000_000_025L;
    frame.bars.lastClose = 26.5;
    frame.bars.flats = 27;
    frame.bars.forming.close = 28.5;
    frame.bars.forming.updates = 29;
    frame.bars.forming.buys = Bar.UNKNOWN;
    frame.bars.forming.sells = Bar.UNKNOWN;
    state.frames = new FrameState[] {frame};
    return state;
  }

  /** What the frozen bytes of version two hold; no feature is named. */
  public static ScoringState ofVersionTwo() {
    ScoringState state = ofVersionOne();
    state.pastLayout = 0x2468ace0;
    state.pastBars = 1;
    state.past = new float[] {21.5f, -0.0f, 22.5f, 0};
    return state;
  }

  /** What the frozen bytes of version one hold; there is no window. */
  public static ScoringState ofVersionOne() {
    ScoringState state = new ScoringState();
    state.origins.add("exchange.trades.v1", Origin.NO_ID, 3, 1L << 40);
    state.origins.add("\u00e9", Origin.NO_ID, 0, 7);
    state.clock = 1_700_000_000_000_001L;
    state.bars.formingStart = 1_700_000_000_000_002L;
    state.bars.complete = true;
    state.bars.lastStart = 1_700_000_000_000_003L;
    state.bars.lastClose = 1.5;
    state.bars.flats = 2;
    Bar forming = state.bars.forming;
    forming.start = 1_700_000_000_000_004L;
    forming.open = 2.5;
    forming.high = 3.5;
    forming.low = 4.5;
    forming.close = 5.5;
    forming.volume = 6.5;
    forming.signedVolume = -7.5;
    forming.notional = 8.5;
    forming.updates = 9;
    forming.buys = Bar.UNKNOWN;
    forming.sells = Bar.UNKNOWN;
    state.closedBars = 10;
    state.inputMissing = true;
    state.price = 11.5;
    state.priceEventTime = 1_700_000_000_000_012L;
    state.priceAvailableAt = 1_700_000_000_000_013L;
    state.bookAt = 1_700_000_000_000_014L;
    state.fundingAt = 1_700_000_000_000_015L;
    state.fearGreedAt = 1_700_000_000_000_016L;
    state.ofBars[0] = 17.5;
    state.ofBars[1] = 18.5;
    state.layout = 0x13579bdf;
    state.cells = new double[] {20.5, Double.NaN, -0.0};
    return state;
  }
}
