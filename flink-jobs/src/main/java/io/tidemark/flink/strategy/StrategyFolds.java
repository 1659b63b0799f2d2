package io.tidemark.flink.strategy;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.decision.StrategyAnswer;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fold.FoldStages;
import io.tidemark.core.fold.StrategyFold;
import io.tidemark.core.strategy.Strategy;
import io.tidemark.core.strategy.StrategyDecision;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.ModelSettings;
import io.tidemark.flink.signal.Folds;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strategy over the logs of several instruments, in a plain loop: for each model the stages of
 * the signal job, then the decision and the risk gate. Not thread-safe; whoever opens it closes it.
 */
public final class StrategyFolds implements AutoCloseable {

  /** Nobody is connected to; the jobs' options ask for it. */
  private static final String NO_BROKER = "kafka.bootstrap-servers=localhost:9092";

  private final Strategy strategy;
  private final JobConfig job;
  private final List<Folds> members = new ArrayList<>();
  private final Map<String, StrategyFold> folds = new HashMap<>();

  private StrategyFolds(Strategy strategy, JobConfig job) {
    this.strategy = strategy;
    this.job = job;
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
    List<String> all = new ArrayList<>();
    all.add(NO_BROKER);
    all.addAll(assignments);
    all.add(ModelSettings.STRATEGY.key() + "=" + file.packed().source());
    all.add("instruments=" + String.join(",", sources.keySet()));
    sources.forEach(
        (name, source) ->
            all.add("bars.source." + name + (source == BarSource.TRADES ? "=trades" : "=candles")));
    return open(file, ConfigLoader.load(Job.SIGNAL, null, all));
  }

  /**
   * Opens every model as a job of this configuration does.
   *
   * @throws ModelRejectedException if a model may not serve; none is left open then
   */
  public static StrategyFolds open(StrategyFile file, JobConfig config)
      throws ModelRejectedException {
    Strategy strategy = file.strategy();
    StrategyFolds folds = new StrategyFolds(strategy, StrategyStages.job(strategy, config));
    try {
      int models = file.artefacts().size();
      for (Map.Entry<String, ModelArtefact> each : file.artefacts().entrySet()) {
        folds.members.add(
            Folds.open(
                each.getValue(),
                folds.job,
                StrategyStages.mark(strategy),
                StrategyStages.watched(each.getKey(), models)));
      }
      return folds;
    } catch (ModelRejectedException | RuntimeException e) {
      folds.close();
      throw e;
    }
  }

  /** Takes in the next event of an instrument's log; null unless it asked a model. */
  public @Nullable StrategyAnswer step(LogEvent event) {
    StrategyFold.Step step = fold(event);
    return step == null ? null : step.decided().answer();
  }

  /** The same with what became of it; null if the decision had nothing to hear of. */
  public StrategyFold.@Nullable Step fold(LogEvent event) {
    StrategyFold fold = folds.get(event.instrument());
    if (fold == null) {
      List<FoldStages> stages = new ArrayList<>();
      members.forEach(member -> stages.add(member.stages()));
      fold =
          new StrategyFold(
              new StrategyDecision(strategy), StrategyStages.watched(strategy, job), stages);
      folds.put(event.instrument(), fold);
    }
    return fold.step(event);
  }

  @Override
  public void close() {
    members.forEach(Folds::close);
    members.clear();
  }
}
