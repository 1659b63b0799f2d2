package io.tidemark.flink.signal;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.feature.FeatureSet;
import io.tidemark.core.score.ModelCard;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.JobOptions;
import io.tidemark.models.ModelDescription;
import java.util.List;

/** Holds the configured instruments against what a model looks at. */
public final class ModelFit {

  private ModelFit() {}

  /** What would keep the model from ever being scored, one sentence each that names its key. */
  public static List<String> problems(ModelDescription model, JobConfig config) {
    ModelCard card = model.card();
    return problems(
        card.id() + " " + card.version(),
        new FeatureSet(model.featureNames(), card.barLength()),
        config.instruments());
  }

  static List<String> problems(String model, FeatureSet set, List<InstrumentConfig> instruments) {
    if (set.ofTrades().isEmpty()) {
      return List.of();
    }
    return instruments.stream()
        .filter(each -> each.barSource() == BarSource.CANDLES)
        .map(
            each ->
                "%s.%s must be trades for model %s, was candles, of which %s cannot be made"
                    .formatted(
                        JobOptions.BARS_SOURCE.key(),
                        each.instrument(),
                        model,
                        String.join(", ", set.ofTrades())))
        .toList();
  }
}
