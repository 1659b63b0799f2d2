package io.tidemark.demo;

import io.tidemark.collector.sink.FactSink;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Sentiment;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands for news where none are read: each instrument's past begins with a text score of 0, for a
 * model that wants one.
 */
final class ScoredTexts implements FactSink {

  private final FactSink to;
  private final Set<String> scored = ConcurrentHashMap.newKeySet();

  ScoredTexts(FactSink to) {
    this.to = to;
  }

  @Override
  public void accept(Fact fact) {
    to.accept(fact);
  }

  @Override
  public void history(List<? extends Fact> facts) {
    Fact first = facts.get(0);
    if (scored.add(first.instrument())
        && Sentiment.of(first.instrument(), first.eventTime(), first.eventTime(), "none", 0, 1)
            instanceof Parsed.Valid<Sentiment> score) {
      to.history(List.of(score.value()));
    }
    to.history(facts);
  }
}
