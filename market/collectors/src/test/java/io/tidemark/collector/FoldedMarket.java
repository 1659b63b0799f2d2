package io.tidemark.collector;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The vectors of one instrument's facts, folded as the signal job folds them. */
final class FoldedMarket {

  static final long MINUTE = 60_000_000;
  private static final int MOST_FLAT = 60;

  private final FeatureScoring scoring;
  private final ScoringState state = new ScoringState();

  /** By the start of the bar that closed, µs. */
  private final TreeMap<Long, List<Float>> closed = new TreeMap<>();

  /** By the id of the trade that went into a forming bar. */
  private final TreeMap<Long, List<Float>> forming = new TreeMap<>();

  private long offset;

  FoldedMarket(List<String> features, List<? extends Fact> facts) {
    scoring =
        new FeatureScoring(
            new FeatureSet(features, MINUTE),
            1,
            Trigger.EVERY,
            instrument -> BarSource.TRADES,
            MOST_FLAT);
    facts.forEach(this::step);
  }

  private void step(Fact fact) {
    Origin origin = new Origin("log", 0, offset++, "id");
    LogEvent event = new LogEvent(fact.instrument(), fact.availableAt(), origin, offset, 0, fact);
    Assessment assessment = scoring.step(state, event).assessment();
    if (assessment == null || assessment.features().length == 0) {
      return;
    }
    List<Float> vector = new ArrayList<>();
    for (float each : assessment.features()) {
      vector.add(each);
    }
    if (assessment.barClosed()) {
      closed.put(state.bars.lastStart, vector);
    } else if (fact instanceof Trade trade) {
      forming.put(Long.parseLong(trade.tradeId()), vector);
    }
  }

  /** Vectors of closed bars by their starts, from one start up to another. */
  Map<Long, List<Float>> closed(long from, long to) {
    return closed.subMap(from, to);
  }

  /** Vectors of forming bars by the ids of trades, from one on. */
  Map<Long, List<Float>> forming(long from) {
    return new TreeMap<>(forming.tailMap(from));
  }
}
