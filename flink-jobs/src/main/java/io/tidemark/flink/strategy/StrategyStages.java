package io.tidemark.flink.strategy;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.decision.SingleModel;
import io.tidemark.core.drift.DriftMember;
import io.tidemark.core.risk.OtherInstruments;
import io.tidemark.core.risk.StrategyMark;
import io.tidemark.core.risk.VolatilityBasis;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.signal.SignalPolicy;
import io.tidemark.core.strategy.RemoteSpec;
import io.tidemark.core.strategy.Strategy;
import io.tidemark.core.strategy.StrategyState;
import io.tidemark.core.strategy.StrategyStateCodec;
import io.tidemark.core.strategy.WatchedFeatures;
import io.tidemark.core.strategy.WatchedState;
import io.tidemark.core.strategy.WatchedStateCodec;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.ModelSettings;
import io.tidemark.flink.config.RiskSettings;
import io.tidemark.flink.remote.RemoteModel;
import io.tidemark.flink.signal.ModelFit;
import io.tidemark.flink.state.StructSpec;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a strategy's stages from a job's configuration: the same for the job and a plain loop. */
public final class StrategyStages {

  /** What a decision remembers; beside the risk gate's state, and as small. */
  static final StructSpec<StrategyState> DECISION =
      new StructSpec<>(
          "strategy",
          StrategyState.class,
          new StrategyStateCodec(),
          StrategyState::new,
          StrategyState::heapBytes,
          1);

  /** The features at which a decision looks; beside what the models keep of an instrument. */
  static final StructSpec<WatchedState> WATCHED =
      new StructSpec<>(
          "strategy-features",
          WatchedState.class,
          new WatchedStateCodec(),
          WatchedState::new,
          WatchedState::heapBytes,
          4);

  private StrategyStages() {}

  /** Why the job cannot serve the strategy, one sentence each that names its key. */
  static List<String> problems(StrategyFile file, JobConfig job) throws ModelRejectedException {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, ModelArtefact> each : file.artefacts().entrySet()) {
      for (String problem : ModelFit.problems(each.getValue().describe(), job)) {
        problems.add("models." + each.getKey() + ": " + problem);
      }
    }
    for (Map.Entry<String, RemoteSpec> each : file.remotes().entrySet()) {
      String name = each.getKey();
      ModelArtefact artefact = Objects.requireNonNull(file.artefacts().get(name), name);
      try (RemoteModel model = RemoteModel.of(artefact, each.getValue())) {
        String problem = model.problem();
        if (!problem.isEmpty()) {
          problems.add("models." + name + ".remote: " + problem);
        }
      }
    }
    problems.addAll(onOtherInstruments(file, job));
    Strategy strategy = file.strategy();
    if (job.risk().volatilityBy() == VolatilityBasis.PREDICTED
        && strategy.volatilityModel() == null) {
      problems.add(
          "%s must be realised for strategy %s, was predicted: none of its models %s is of task volatility; size by one, or leave the option out"
              .formatted(
                  RiskSettings.VOLATILITY_BY.key(), strategy.name(), strategy.models().keySet()));
    }
    String continues = job.model().continues();
    if (continues != null && !strategy.models().containsKey(continues)) {
      problems.add(
          "%s must be one of the strategy's models %s, was %s"
              .formatted(ModelSettings.CONTINUES.key(), strategy.models().keySet(), continues));
    }
    return problems;
  }

  /**
   * Models of an instrument that only others of the strategy serve. The risk gate sees whose model
   * speaks, and not on which others a decision rests.
   */
  private static List<String> onOtherInstruments(StrategyFile file, JobConfig job)
      throws ModelRejectedException {
    List<String> problems = new ArrayList<>();
    if (job.risk().otherInstruments() == OtherInstruments.MARK) {
      return problems;
    }
    Map<String, ModelInstruments> made = new LinkedHashMap<>();
    for (Map.Entry<String, ModelArtefact> each : file.artefacts().entrySet()) {
      made.put(each.getKey(), each.getValue().describe().metadata().instruments());
    }
    for (InstrumentConfig each : job.instruments()) {
      String instrument = each.instrument();
      if (made.values().stream().anyMatch(any -> any.serves(instrument))) {
        made.forEach(
            (name, its) -> {
              if (!its.serves(instrument)) {
                problems.add(
                    "models.%s serves %s and not %s, which other models of the strategy serve; give it a model of that instrument, leave the instrument out of instruments, or set %s to mark"
                        .formatted(
                            name,
                            String.join(", ", its.servedOn()),
                            instrument,
                            RiskSettings.OTHER_INSTRUMENTS.key()));
              }
            });
      }
    }
    return problems;
  }

  /** The configuration of each member's stages. */
  public static JobConfig job(Strategy strategy, JobConfig job) {
    double percentile =
        strategy.decision() instanceof SingleModel single
            ? single.policy().minStrength()
            : SignalPolicy.defaults().minStrength();
    return job.withMinStrength(percentile);
  }

  /** In whose name the risk gate speaks. */
  public static StrategyMark mark(Strategy strategy) {
    long horizon =
        strategy.models().values().stream()
            .map(model -> model.metadata().timing())
            .mapToLong(ModelTiming::horizon)
            .min()
            .orElseThrow();
    return new StrategyMark(strategy.hash(), horizon, strategy.decision() instanceof SingleModel);
  }

  /** A model as its drift gate knows it; null where it is the only one. */
  static @Nullable DriftMember watched(String member, int models) {
    return models == 1 ? null : new DriftMember(member, models);
  }

  /** The features at which the decision looks. */
  static WatchedFeatures watched(Strategy strategy, JobConfig job) {
    Map<String, BarSource> sources =
        job.instruments().stream()
            .collect(Collectors.toMap(InstrumentConfig::instrument, InstrumentConfig::barSource));
    return new WatchedFeatures(
        strategy,
        instrument -> sources.getOrDefault(instrument, BarSource.TRADES),
        job.market().maxFlatBars(),
        job.market().expireAfter().toNanos() / 1_000);
  }

  /**
   * A model's state under its own name, or where it goes on with that of a job that served it
   * alone, under that job's.
   */
  static <S> StructSpec<S> of(StructSpec<S> single, String member, JobConfig job) {
    return member.equals(job.model().continues())
        ? single
        : single.named(single.name() + "-" + member);
  }

  /** A model's share of what the operator's structs may take of the slot's heap, percent. */
  static int cachePercent(JobConfig job, int members) {
    return Math.max(1, job.market().cachePercent() / members);
  }
}
