package io.tidemark.flink;

import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.kafka.KafkaSinks;
import io.tidemark.flink.kafka.KafkaSources;
import io.tidemark.flink.signal.ModelFit;
import io.tidemark.flink.strategy.StrategyFile;
import io.tidemark.flink.strategy.StrategyPipeline;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * What a signal job decides with: the model or the strategy that its configuration names, read and
 * held against it.
 *
 * @param artefacts one model, or those of the strategy in its order
 * @param strategy null where one model decides
 */
public record ServedModels(List<ModelArtefact> artefacts, @Nullable StrategyFile strategy) {

  /** Copies what could be changed from outside. */
  public ServedModels {
    artefacts = List.copyOf(artefacts);
  }

  /**
   * Reads what is configured.
   *
   * @throws ModelRejectedException if the model may not serve
   * @throws io.tidemark.core.strategy.InvalidStrategyException with all that is wrong with the
   *     strategy
   * @throws InvalidOptionsException with all for which the job cannot serve them
   */
  public static ServedModels read(JobConfig config) throws ModelRejectedException {
    String path = config.model().strategy();
    if (path == null) {
      return new ServedModels(List.of(SignalJob.model(config)), null);
    }
    StrategyFile strategy = StrategyPipeline.file(path, config);
    return new ServedModels(List.copyOf(strategy.artefacts().values()), strategy);
  }

  /** Adds the graph between Kafka topics; the models' bytes travel inside the job. */
  public void define(StreamExecutionEnvironment env, JobConfig config) {
    if (strategy == null) {
      SignalJob.define(env, config, artefacts.get(0));
    } else {
      StrategyPipeline.define(
          env,
          config,
          strategy.packed(),
          KafkaSources.of(Job.SIGNAL, config),
          KafkaSinks.signal(config));
    }
  }

  /**
   * The same without Flink.
   *
   * @throws ModelRejectedException if a model cannot be opened; none is left open then
   */
  public SignalFolds folds(JobConfig config) throws ModelRejectedException {
    return strategy == null
        ? SignalFolds.of(artefacts.get(0), config)
        : SignalFolds.of(strategy, config);
  }

  /**
   * All features that are computed, over the shortest of the bars.
   *
   * @throws ModelRejectedException if a model may not serve
   */
  public FeatureSet featureSet() throws ModelRejectedException {
    if (strategy != null) {
      return strategy.featureSet();
    }
    ModelDescription model = artefacts.get(0).describe();
    return new FeatureSet(model.featureNames(), model.metadata().timing().barLength());
  }

  /**
   * What decides, in words: {@code model btc-linear 1}.
   *
   * @throws ModelRejectedException if a model may not serve
   */
  public String title() throws ModelRejectedException {
    if (strategy != null) {
      return "strategy %s of %d models, hash %s"
          .formatted(strategy.strategy().name(), artefacts.size(), strategy.strategy().hash());
    }
    ModelMetadata model = artefacts.get(0).describe().metadata();
    return "model " + model.model().id() + " " + model.model().version();
  }

  /**
   * Which instruments of the configuration each model serves, one sentence each.
   *
   * @throws ModelRejectedException if a model may not serve
   */
  public List<String> served(JobConfig config) throws ModelRejectedException {
    List<String> sentences = new ArrayList<>();
    for (ModelArtefact model : artefacts) {
      sentences.add(ModelFit.served(model.describe(), config));
    }
    return sentences;
  }
}
