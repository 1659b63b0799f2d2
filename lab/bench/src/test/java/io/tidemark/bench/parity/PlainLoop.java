package io.tidemark.bench.parity;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.Trigger;
import io.tidemark.flink.config.MarketSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Folds events in a loop, one after the other: the core, and nothing around it. */
final class PlainLoop {

  /** Is given each vector before it is linked, and may spoil it. */
  @FunctionalInterface
  interface Listener {

    /**
     * One vector.
     *
     * @param nth of its instrument, from 0
     */
    void vector(String instrument, long nth, long clock, float[] features);
  }

  private final FeatureScoring scoring;
  private final Listener listener;
  private final Map<String, ScoringState> states = new HashMap<>();
  private final TreeMap<String, VectorChain> chains = new TreeMap<>();

  PlainLoop(String bar, List<String> features, Map<String, BarSource> sources, Listener listener) {
    this.scoring =
        new FeatureScoring(
            new FeatureSet(features, BarLength.micros(bar)),
            1,
            Trigger.EVERY,
            instrument -> Objects.requireNonNull(sources.get(instrument)),
            MarketSettings.BARS_MAX_FLAT.option().defaultValue());
    this.listener = listener;
  }

  /** Takes in one event. */
  void step(LogEvent event) {
    ScoringState state = states.computeIfAbsent(event.instrument(), any -> new ScoringState());
    Assessment assessment = scoring.step(state, event).assessment();
    if (assessment != null && assessment.scored()) {
      String instrument = event.instrument();
      VectorChain chain = chains.getOrDefault(instrument, VectorChain.EMPTY);
      listener.vector(instrument, chain.vectors(), assessment.clock(), assessment.features());
      chains.put(
          instrument, chain.with(VectorChain.vector(assessment.clock(), assessment.features())));
    }
  }

  /** By instrument; those without a vector have none. */
  Map<String, VectorChain> chains() {
    return chains;
  }
}
