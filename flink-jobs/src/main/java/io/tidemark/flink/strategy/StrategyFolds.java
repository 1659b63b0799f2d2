package io.tidemark.flink.strategy;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.decision.StrategyAnswer;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.strategy.PinnedModel;
import io.tidemark.core.strategy.Strategy;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.MarketSettings;
import io.tidemark.flink.signal.Folds;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strategy over the logs of several instruments, in a plain loop: for each model the stages of
 * the signal job, and the decision behind them. Not thread-safe; whoever opens it closes it.
 */
public final class StrategyFolds implements AutoCloseable {

  /** Nobody is connected to; the jobs' options ask for it. */
  private static final String NO_BROKER = "kafka.bootstrap-servers=localhost:9092";

  private final Strategy strategy;
  private final Map<String, BarSource> sources;
  private final int maxFlat;
  private final Map<String, Folds> members = new LinkedHashMap<>();
  private final Map<String, StrategyFold> folds = new HashMap<>();

  private StrategyFolds(Strategy strategy, Map<String, BarSource> sources, int maxFlat) {
    this.strategy = strategy;
    this.sources = sources;
    this.maxFlat = maxFlat;
  }

  /**
   * Opens every model.
   *
   * @param sources the instruments, and what their bars are made of
   * @param assignments options of the signal job, {@code key=value}, such as of its drift gate
   * @throws ModelRejectedException if a model may not serve; none is left open then
   * @throws io.tidemark.flink.config.InvalidOptionsException listing every problem of the options
   */
  public static StrategyFolds open(
      StrategyFile file, Map<String, BarSource> sources, List<String> assignments)
      throws ModelRejectedException {
    int maxFlat = MarketSettings.BARS_MAX_FLAT.option().defaultValue();
    StrategyFolds folds = new StrategyFolds(file.strategy(), Map.copyOf(sources), maxFlat);
    try {
      for (Map.Entry<String, ModelArtefact> each : file.artefacts().entrySet()) {
        JobConfig job = job(each.getValue(), sources, assignments);
        folds.members.put(each.getKey(), Folds.open(each.getValue(), job));
      }
      return folds;
    } catch (ModelRejectedException | RuntimeException e) {
      folds.close();
      throw e;
    }
  }

  private static JobConfig job(
      ModelArtefact artefact, Map<String, BarSource> sources, List<String> assignments) {
    List<String> all = new ArrayList<>();
    all.add(NO_BROKER);
    all.addAll(assignments);
    all.add("model.path=" + artefact.source());
    all.add("instruments=" + String.join(",", sources.keySet()));
    sources.forEach(
        (name, source) ->
            all.add("bars.source." + name + (source == BarSource.TRADES ? "=trades" : "=candles")));
    return ConfigLoader.load(Job.SIGNAL, null, all);
  }

  /** Takes in the next event of an instrument's log; null unless it asked a model. */
  public @Nullable StrategyAnswer step(LogEvent event) {
    StrategyFold fold = folds.get(event.instrument());
    if (fold == null) {
      fold = fold(event.instrument());
      folds.put(event.instrument(), fold);
    }
    return fold.step(event);
  }

  private StrategyFold fold(String instrument) {
    List<MemberFold> each = new ArrayList<>();
    members.forEach(
        (name, stages) -> {
          PinnedModel model = strategy.models().get(name);
          if (model != null) {
            each.add(new MemberFold(name, model.metadata(), stages.fold()));
          }
        });
    Map<String, FeatureWatch> features = new LinkedHashMap<>();
    BarSource source = sources.getOrDefault(instrument, BarSource.TRADES);
    for (String call : strategy.features()) {
      features.put(call, new FeatureWatch(call, strategy.barLength(), source, maxFlat));
    }
    return new StrategyFold(strategy.decision(), each, features);
  }

  @Override
  public void close() {
    members.values().forEach(Folds::close);
    members.clear();
  }
}
