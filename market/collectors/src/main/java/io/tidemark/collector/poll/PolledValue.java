package io.tidemark.collector.poll;

import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;

/**
 * A value that concerns every instrument.
 *
 * @param name of the metric
 * @param observedAt what time it describes, µs since the epoch
 * @param knownByRule when it could be known, µs since the epoch
 * @param value in the metric's own unit
 */
record PolledValue(String name, long observedAt, long knownByRule, double value)
    implements PollItem {

  @Override
  public String key() {
    return name + "@" + observedAt;
  }

  @Override
  public String content() {
    return Double.toString(value);
  }

  @Override
  public long describes() {
    return observedAt;
  }

  @Override
  public long notBefore() {
    return observedAt;
  }

  @Override
  public Parsed<PollAction> publish(long availableAt) {
    return Metric.of(Instruments.ALL, observedAt, availableAt, name, value)
        .then(metric -> Parsed.valid(new PollAction.Publish(metric)));
  }
}
