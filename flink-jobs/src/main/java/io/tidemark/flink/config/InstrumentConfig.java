package io.tidemark.flink.config;

import io.tidemark.core.bar.BarSource;
import java.io.Serializable;
import java.util.List;

/**
 * What is known of one instrument beforehand.
 *
 * @param instrument {@code BTC-USDT@binance}
 * @param barSource what its bars are made of
 * @param inputs the inputs it has beside prices; the others are not applicable
 * @param references the instruments whose candles are copied to its log
 */
public record InstrumentConfig(
    String instrument, BarSource barSource, List<ContextInput> inputs, List<String> references)
    implements Serializable {

  /** Copies what could be changed from outside. */
  public InstrumentConfig {
    inputs = List.copyOf(inputs);
    references = List.copyOf(references);
  }

  /** Whether the instrument has this input, so that a rule blocks while it is missing. */
  public boolean has(ContextInput input) {
    return inputs.contains(input);
  }
}
