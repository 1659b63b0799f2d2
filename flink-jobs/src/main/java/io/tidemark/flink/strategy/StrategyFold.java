package io.tidemark.flink.strategy;

import io.tidemark.core.decision.Decider;
import io.tidemark.core.decision.DecisionState;
import io.tidemark.core.decision.Panel;
import io.tidemark.core.decision.Stance;
import io.tidemark.core.decision.StrategyAnswer;
import io.tidemark.core.decision.Voice;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Folds the log of one instrument through all models of a strategy, and decides. */
final class StrategyFold {

  private final Decider decision;
  private final List<MemberFold> members;
  private final Map<String, FeatureWatch> features;
  private final DecisionState state;
  private long clock;
  private double price = Double.NaN;

  StrategyFold(Decider decision, List<MemberFold> members, Map<String, FeatureWatch> features) {
    this.decision = decision;
    this.members = members;
    this.features = features;
    this.state = new DecisionState(decision.cells());
  }

  /** Takes in the next event; null unless it asked a model. */
  @Nullable StrategyAnswer step(LogEvent event) {
    if (!event.fact().kind().isCommand()) {
      clock = Math.max(clock, event.availableAt());
    }
    price = price(event);
    boolean asked = false;
    for (MemberFold member : members) {
      asked |= member.step(event);
    }
    features.values().forEach(feature -> feature.step(event));
    if (!asked) {
      return null;
    }
    Panel panel = new Panel(clock, price, voices(), values());
    Stance stance = decision.step(state, 0, panel);
    return new StrategyAnswer(event.instrument(), decision.exposure(), stance, panel);
  }

  private double price(LogEvent event) {
    if (!event.fact().instrument().equals(event.instrument())) {
      return price;
    }
    if (event.fact() instanceof Trade trade) {
      return trade.price();
    }
    return event.fact() instanceof Candle candle ? candle.close() : price;
  }

  private List<Voice> voices() {
    List<Voice> voices = new ArrayList<>(members.size());
    for (MemberFold member : members) {
      voices.add(member.voice(clock));
    }
    return voices;
  }

  private Map<String, Double> values() {
    Map<String, Double> values = new TreeMap<>();
    features.forEach((call, feature) -> values.put(call, feature.value()));
    return values;
  }
}
