package io.tidemark.flink.signal;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.drift.DriftBaseline;
import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftMember;
import io.tidemark.core.drift.FeatureBaseline;
import io.tidemark.core.drift.OutcomeCalibration;
import io.tidemark.core.drift.WatchedOutcomes;
import io.tidemark.core.explain.Reasons;
import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.risk.InputRequirements;
import io.tidemark.core.risk.RiskGate;
import io.tidemark.core.risk.StrategyMark;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ModelInput;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.PrefixEncoder;
import io.tidemark.core.score.Scorer;
import io.tidemark.core.serve.ActiveModel;
import io.tidemark.core.serve.LoadedModelCache;
import io.tidemark.core.serve.ModelServing;
import io.tidemark.core.signal.SignalPolicy;
import io.tidemark.flink.config.ContextInput;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.models.Baseline;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.explain.ModelExplainers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the core's stages from a job's configuration and its model: the same for every door. */
public final class Stages {

  private Stages() {}

  /** FEATURES, and what the model is to be asked. */
  public static FeatureScoring scoring(LoadedModel model, JobConfig config) {
    return scoring(model.description(), model.encoder(), config);
  }

  private static FeatureScoring scoring(
      ModelDescription model, @Nullable PrefixEncoder encoder, JobConfig config) {
    ModelMetadata metadata = model.metadata();
    Map<String, BarSource> sources =
        config.instruments().stream()
            .collect(Collectors.toMap(InstrumentConfig::instrument, InstrumentConfig::barSource));
    return new FeatureScoring(
        new ModelInput(
            new FeatureSet(model.featureNames(), metadata.timing().barLength()),
            metadata.timing().windowBars(),
            metadata.timing().trigger(),
            encoder,
            metadata.form(),
            model.ref(),
            config.signal().reasons() > 0),
        RiskGate.inputs(),
        instrument -> sources.getOrDefault(instrument, BarSource.TRADES),
        config.market().maxFlatBars(),
        micros(config.market().expireAfter()));
  }

  /** The same with the model itself, which stays the caller's to close. */
  public static ActiveModel active(LoadedModel model, JobConfig config) {
    return new ActiveModel(
        model.ref(), model.metadata().calibration(), scoring(model, config), model.scorer());
  }

  /** The same of a model that is asked elsewhere, with its whole window. */
  public static ActiveModel elsewhere(ModelDescription model, Scorer scorer, JobConfig config) {
    return new ActiveModel(
        model.ref(), model.metadata().calibration(), scoring(model, null, config), scorer);
  }

  /** FEATURES and the models, of which {@code own} serves until the log says otherwise. */
  public static ModelServing serving(
      ActiveModel own, LoadedModelCache<ActiveModel> cache, JobConfig config) {
    return new ModelServing(own, cache, policy(config), config.model().shadowEvery());
  }

  /** DRIFT GATE of a model that decides alone; as the longer one. */
  public static DriftGate driftGate(ModelDescription model, JobConfig config) {
    return driftGate(model, config, null);
  }

  /**
   * DRIFT GATE.
   *
   * @param member which of several models it is; null if it decides alone
   * @throws IllegalArgumentException naming the option for which the model was not calibrated, or
   *     the feature whose reference does not do
   */
  public static DriftGate driftGate(
      ModelDescription model, JobConfig config, @Nullable DriftMember member) {
    Baseline baseline = model.baseline();
    List<FeatureBaseline> features = new ArrayList<>();
    float[] score = {};
    boolean scoreMayPause = true;
    for (int i = 0; i < baseline.names().size(); i++) {
      String name = baseline.names().get(i);
      DriftRole role = DriftRole.valueOf(baseline.roles().get(i).toUpperCase(Locale.ROOT));
      if (name.equals(Baseline.SCORE)) {
        score = baseline.columns()[i];
        scoreMayPause = role == DriftRole.PAUSE;
      } else {
        features.add(new FeatureBaseline(name, role, baseline.columns()[i]));
      }
    }
    ModelMetadata metadata = model.metadata();
    OutcomeCalibration outcomes = model.outcomes();
    return new DriftGate(
        new DriftBaseline(
            metadata.model().id(),
            metadata.model().version(),
            features,
            score,
            scoreMayPause,
            model.calibration()),
        config
            .drift()
            .optionsFor(
                model.calibration(),
                config.drift().budget().samples(metadata.timing().barLength())),
        outcomes == null ? null : new WatchedOutcomes(outcomes, metadata.timing()),
        member);
  }

  /**
   * RISK GATE, with what explains its signals; the caller closes it.
   *
   * @param strategy in whose name it speaks; null if the model decides alone
   * @throws ModelRejectedException if the model that is to be explained cannot be opened
   */
  public static RiskGate riskGate(
      ModelArtefact artefact, JobConfig config, @Nullable StrategyMark strategy)
      throws ModelRejectedException {
    ModelDescription model = artefact.describe();
    int most = config.signal().reasons();
    Reasons reasons =
        most > 0 && model.metadata().form().hasScore()
            ? Reasons.of(ModelExplainers.open(artefact), model.featureNames(), most)
            : Reasons.NONE;
    return riskGate(model.metadata(), config, reasons, strategy);
  }

  /** RISK GATE whose signals have no reasons. */
  public static RiskGate riskGate(ModelDescription model, JobConfig config) {
    return riskGate(model.metadata(), config, Reasons.NONE, null);
  }

  private static RiskGate riskGate(
      ModelMetadata model, JobConfig config, Reasons reasons, @Nullable StrategyMark strategy) {
    Map<String, InputRequirements> needs =
        config.instruments().stream()
            .collect(Collectors.toMap(InstrumentConfig::instrument, Stages::needs));
    return new RiskGate(model, config.risk(), policy(config), needs, reasons, strategy);
  }

  private static SignalPolicy policy(JobConfig config) {
    return new SignalPolicy(config.signal().minStrength(), config.signal().emit());
  }

  private static InputRequirements needs(InstrumentConfig instrument) {
    return new InputRequirements(
        instrument.inputs().stream()
            .flatMap(input -> Stream.ofNullable(asked(input)))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** What the risk rules call it; null if none asks for it. */
  private static @Nullable MarketInput asked(ContextInput input) {
    return switch (input) {
      case BOOK -> MarketInput.BOOK;
      case FUNDING -> MarketInput.FUNDING;
      case FEAR_GREED -> MarketInput.FEAR_GREED;
      case SENTIMENT -> null;
    };
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
