package io.tidemark.flink.signal;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.risk.OtherInstruments;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.MarketSettings;
import io.tidemark.flink.config.ModelSettings;
import io.tidemark.flink.config.RiskSettings;
import io.tidemark.models.ModelDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds the configuration against what a model looks at and was calibrated for. */
public final class ModelFit {

  /** A sentence of hundreds of instruments stays one. */
  private static final int MOST_NAMED = 10;

  private ModelFit() {}

  /** What would keep the model from ever being scored, one sentence each that names its key. */
  public static List<String> problems(ModelDescription model, JobConfig config) {
    ModelMetadata metadata = model.metadata();
    String name = metadata.model().id() + " " + metadata.model().version();
    List<String> problems = new ArrayList<>(drift(name, model, config));
    problems.addAll(cost(name, model.operations(), config.model().maxOperations()));
    problems.addAll(
        problems(
            name,
            new FeatureSet(model.featureNames(), metadata.timing().barLength()),
            config.instruments()));
    return problems;
  }

  /** Which instruments of the configuration the model serves, and what becomes of the others. */
  public static String served(ModelDescription model, JobConfig config) {
    ModelInstruments made = model.metadata().instruments();
    Map<Boolean, List<String>> all =
        config.instruments().stream()
            .map(InstrumentConfig::instrument)
            .collect(Collectors.partitioningBy(made::serves));
    List<String> own = all.getOrDefault(true, List.of());
    List<String> others = all.getOrDefault(false, List.of());
    String sentence =
        "%s was made for %s and serves %s"
            .formatted(
                model.ref().name(),
                made.servedOn().isEmpty() ? "any instrument" : String.join(", ", made.servedOn()),
                own.isEmpty() ? "none of the configured ones" : named(own));
    if (others.isEmpty()) {
      return sentence + ".";
    }
    boolean marked = config.risk().otherInstruments() == OtherInstruments.MARK;
    return "%s; signals of %s are %s (%s)."
        .formatted(
            sentence,
            named(others),
            marked ? "marked" : "withheld",
            RiskSettings.OTHER_INSTRUMENTS.key());
  }

  private static String named(List<String> instruments) {
    int more = Math.max(0, instruments.size() - MOST_NAMED);
    String first = String.join(", ", instruments.subList(0, instruments.size() - more));
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static List<String> cost(String name, long operations, int most) {
    return operations <= most
        ? List.of()
        : List.of(
            "a score of model %s costs about %,d operations, %s is %,d: make the model smaller or raise it"
                .formatted(name, operations, ModelSettings.MAX_OPERATIONS.key(), most));
  }

  /** The gate itself says which options the model was not calibrated for. */
  private static List<String> drift(String name, ModelDescription model, JobConfig config) {
    try {
      Stages.driftGate(model, config);
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of("the drift gate cannot judge model " + name + ": " + e.getMessage());
    }
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
                        MarketSettings.BARS_SOURCE.key(),
                        each.instrument(),
                        model,
                        String.join(", ", set.ofTrades())))
        .toList();
  }
}
