package io.tidemark.core.score;

import io.tidemark.core.bar.BarState;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.market.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Fills the context of the risk rules with the inputs that they declare. What the facts themselves
 * tell is always there.
 */
@SuppressWarnings("EnumOrdinal") // indexes arrays of this run alone
final class MarketInputs {

  private static final MarketInput[] OF_FEATURES =
      Arrays.stream(MarketInput.values())
          .filter(input -> input.feature() != null)
          .toArray(MarketInput[]::new);
  private static final MarketInput[] DERIVED =
      Arrays.stream(MarketInput.values())
          .filter(input -> input != MarketInput.PRICE && input != MarketInput.BOOK)
          .toArray(MarketInput[]::new);
  private static final List<MarketInput> OF_BARS = MarketInput.ofBars();
  private static final int NOWHERE = -1;

  private final FeatureSet set;

  /** Where in the set an input's feature is, by the input's place in the enum. */
  private final int[] at = new int[MarketInput.values().length];

  private MarketInputs(FeatureSet set, Set<MarketInput> inputs) {
    this.set = set;
    for (MarketInput input : OF_FEATURES) {
      at[input.ordinal()] = inputs.contains(input) ? set.names().indexOf(input.feature()) : NOWHERE;
    }
  }

  /** Those of a set that {@link #with} has made. */
  static MarketInputs of(FeatureSet set, Set<MarketInput> inputs) {
    return new MarketInputs(set, inputs);
  }

  /** The model's features, and behind them those of the inputs that the model does not share. */
  static FeatureSet with(FeatureSet model, Set<MarketInput> inputs) {
    List<String> names = new ArrayList<>(model.names());
    for (MarketInput input : OF_FEATURES) {
      String feature = Objects.requireNonNull(input.feature());
      if (inputs.contains(input) && !names.contains(feature)) {
        names.add(feature);
      }
    }
    return new FeatureSet(names, model.barLength());
  }

  /** Remembers what a closed bar says. */
  void closed(ScoringState state, double[] values) {
    for (int i = 0; i < state.ofBars.length; i++) {
      int index = at[OF_BARS.get(i).ordinal()];
      state.ofBars[i] = index == NOWHERE ? Double.NaN : values[index];
    }
  }

  /**
   * The market after an event. What did not change is what the last event was told, not a copy.
   *
   * @param lost whether so many bars are missing that what closed ones said no longer counts
   */
  MarketContext read(ScoringState state, boolean lost) {
    MarketContext last = state.market;
    MarketContext now =
        new MarketContext(
            last.price().next(state.price, state.priceAvailableAt),
            state.priceEventTime,
            last.book().next(Double.NaN, state.bookAt),
            derived(state, last.derived(), lost));
    state.market = now;
    return now;
  }

  @SuppressWarnings("ReferenceEquality") // a reading that says the same is the same object
  private Reading[] derived(ScoringState state, Reading[] last, boolean lost) {
    Reading[] now = last;
    for (MarketInput input : DERIVED) {
      Reading before = last[input.ordinal()];
      Reading after = reading(state, input, before, lost);
      if (after != before) {
        now = now == last ? last.clone() : now;
        now[input.ordinal()] = after;
      }
    }
    return now;
  }

  private Reading reading(ScoringState state, MarketInput input, Reading before, boolean lost) {
    if (input.since() == MarketInput.Since.FEED) {
      return ofFeed(state, input, before);
    }
    int index = at[input.ordinal()];
    if (index == NOWHERE) {
      return Reading.UNKNOWN;
    }
    double value =
        input.since() != MarketInput.Since.BAR_END
            ? set.value(state.cells, index, state.clock)
            : lost ? Double.NaN : state.ofBars[OF_BARS.indexOf(input)];
    return before.next(value, knownAt(state, input.since()));
  }

  /** What counts itself is known since the bar before, or since its stretch of time began. */
  private Reading ofFeed(ScoringState state, MarketInput input, Reading before) {
    FeedHistory feed = state.feed;
    return switch (input) {
      case UNCHANGED_CLOSES ->
          before.next(feed.unchangedCloses, knownAt(state, MarketInput.Since.BAR_END));
      case BARS_WITHOUT_VOLUME ->
          before.next(feed.barsWithoutVolume, knownAt(state, MarketInput.Since.BAR_END));
      case BOOK_MOVED -> before.next(Double.NaN, feed.bookMovedAt);
      case LATE_SHARE -> {
        long span = state.clock == ScoringState.NO_CLOCK ? 0 : state.span(set.barLength());
        yield before.next(feed.lateShare(span), span * set.barLength());
      }
      default -> throw new IllegalArgumentException(input + " is not of the feed's history");
    };
  }

  private long knownAt(ScoringState state, MarketInput.Since since) {
    return switch (since) {
      case PRICE -> state.priceAvailableAt;
      case BOOK -> state.bookAt;
      case BAR_END ->
          state.bars.lastStart == BarState.NONE ? 0 : state.bars.lastStart + set.barLength();
      case FUNDING -> state.fundingAt;
      case FEAR_GREED -> state.fearGreedAt;
      case FEED -> 0; // each of them has a time of its own
    };
  }
}
