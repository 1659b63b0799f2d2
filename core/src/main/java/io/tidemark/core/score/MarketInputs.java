package io.tidemark.core.score;

import io.tidemark.core.bar.BarState;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.market.MarketInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fills the context of the risk rules with the inputs that they declare. What the facts themselves
 * tell is always there.
 */
final class MarketInputs {

  private static final MarketInput[] ALL = MarketInput.values();
  private static final int NOWHERE = -1;

  private final FeatureSet set;
  private final boolean[] declared;
  private final int[] at;

  private MarketInputs(FeatureSet set, Set<MarketInput> inputs) {
    this.set = set;
    this.declared = new boolean[ALL.length];
    this.at = new int[ALL.length];
    for (MarketInput input : ALL) {
      declared[input.ordinal()] = input.feature() == null || inputs.contains(input);
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
   * The market after an event.
   *
   * @param lost whether so many bars are missing that what closed ones said no longer counts
   */
  MarketContext read(ScoringState state, boolean lost) {
    double[] values = new double[ALL.length];
    long[] times = new long[ALL.length];
    for (MarketInput input : ALL) {
      int i = input.ordinal();
      values[i] = declared[i] ? value(input, state, lost) : Double.NaN;
      times[i] = declared[i] ? time(input, state) : 0;
    }
    return new MarketContext(state.priceEventTime, values, times);
  }

  private double value(MarketInput input, ScoringState state, boolean lost) {
    return switch (input) {
      case PRICE -> state.price;
      case BOOK -> Double.NaN;
      case ATR -> lost ? Double.NaN : state.atr;
      case VOLATILITY -> lost ? Double.NaN : state.volatility;
      case FUNDING, FEAR_GREED -> set.value(state.cells, at[input.ordinal()], state.clock);
    };
  }

  private long time(MarketInput input, ScoringState state) {
    return switch (input) {
      case PRICE -> state.priceAvailableAt;
      case BOOK -> state.bookAt;
      case ATR, VOLATILITY ->
          state.bars.lastStart == BarState.NONE ? 0 : state.bars.lastStart + set.barLength();
      case FUNDING -> state.fundingAt;
      case FEAR_GREED -> state.fearGreedAt;
    };
  }
}
