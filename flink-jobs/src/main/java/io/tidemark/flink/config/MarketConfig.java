package io.tidemark.flink.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Which instruments are followed, and how their bars and state are kept.
 *
 * @param instruments in the order given
 * @param maxFlatBars bars in a row without a trade that are taken as flat
 * @param expireAfter silence of a market after which its state expires
 * @param cachePercent of a slot's heap that states in memory may take
 * @param maxSeries instruments of one task that have gauges of their own
 */
public record MarketConfig(
    List<InstrumentConfig> instruments,
    int maxFlatBars,
    Duration expireAfter,
    int cachePercent,
    int maxSeries)
    implements Serializable {

  /** Copies what could be changed from outside. */
  public MarketConfig {
    instruments = List.copyOf(instruments);
  }

  /** The names of the instruments, in the order given. */
  public List<String> names() {
    return instruments.stream().map(InstrumentConfig::instrument).toList();
  }
}
