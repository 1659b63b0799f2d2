package io.tidemark.core.score;

import io.tidemark.core.bar.BarState;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.market.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fills the context of the risk rules with the inputs that they declare. What the facts themselves
 * tell is always there.
 */
@SuppressWarnings("EnumOrdinal") // indexes an array of this object alone
final class MarketInputs {

  private static final MarketInput[] ALL = MarketInput.values();
  private static final int NOWHERE = -1;

  private final FeatureSet set;
  private final int[] at;

  private MarketInputs(FeatureSet set, Set<MarketInput> inputs) {
    this.set = set;
    this.at = new int[ALL.length];
    for (MarketInput input : ALL) {
      at[input.ordinal()] =
          inputs.contains(input) && input.feature() != null
              ? set.names().indexOf(input.feature())
              : NOWHERE;
    }
  }

  /** Those of a set that {@link #with} has made. */
  static MarketInputs of(FeatureSet set, Set<MarketInput> inputs) {
    return new MarketInputs(set, inputs);
  }

  /** The model's features, and behind them those of the inputs that the model does not share. */
  static FeatureSet with(FeatureSet model, Set<MarketInput> inputs) {
    List<String> names = new ArrayList<>(model.names());
    for (MarketInput input : ALL) {
      String feature = input.feature();
      if (feature != null && inputs.contains(input) && !names.contains(feature)) {
        names.add(feature);
      }
    }
    return new FeatureSet(names, model.barLength());
  }

  /** Remembers what a closed bar says. */
  void closed(ScoringState state, double[] values) {
    state.atr = ofBar(MarketInput.ATR, values);
    state.volatility = ofBar(MarketInput.VOLATILITY, values);
  }

  private double ofBar(MarketInput input, double[] values) {
    int index = at[input.ordinal()];
    return index == NOWHERE ? Double.NaN : values[index];
  }

  /**
   * The market after an event. What did not change is what the last event was told, not a copy.
   *
   * @param lost whether so many bars are missing that what closed ones said no longer counts
   */
  MarketContext read(ScoringState state, boolean lost) {
    MarketContext last = state.market;
    long barEnd =
        state.bars.lastStart == BarState.NONE ? 0 : state.bars.lastStart + set.barLength();
    MarketContext now =
        new MarketContext(
            last.price().next(state.price, state.priceAvailableAt),
            state.priceEventTime,
            last.book().next(Double.NaN, state.bookAt),
            ofBars(MarketInput.ATR, last.atr(), lost ? Double.NaN : state.atr, barEnd),
            ofBars(
                MarketInput.VOLATILITY,
                last.volatility(),
                lost ? Double.NaN : state.volatility,
                barEnd),
            latest(MarketInput.FUNDING, last.funding(), state, state.fundingAt),
            latest(MarketInput.FEAR_GREED, last.fearGreed(), state, state.fearGreedAt));
    state.market = now;
    return now;
  }

  private Reading ofBars(MarketInput input, Reading last, double value, long barEnd) {
    return at[input.ordinal()] == NOWHERE ? Reading.UNKNOWN : last.next(value, barEnd);
  }

  private Reading latest(MarketInput input, Reading last, ScoringState state, long knownAt) {
    int index = at[input.ordinal()];
    return index == NOWHERE
        ? Reading.UNKNOWN
        : last.next(set.value(state.cells, index, state.clock), knownAt);
  }
}
