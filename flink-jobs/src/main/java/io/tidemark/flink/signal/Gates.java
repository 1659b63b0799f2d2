package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftMember;
import io.tidemark.core.risk.RiskGate;
import io.tidemark.core.risk.StrategyMark;
import io.tidemark.core.score.Assessment;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.OutcomeFile;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task's gates of a kind, one for each model that serves.
 *
 * @param <T> the gate
 */
public final class Gates<T> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gates.class);

  private final LoadingModelCache<T> cache;
  private final ByModel<T> gates;
  private final T own;
  private final Consumer<T> closing;

  private Gates(
      JobConfig job,
      ModelDescription model,
      ModelStore.Making<T> making,
      T own,
      Consumer<T> closing) {
    ModelStore store = new ModelStore(job, model.metadata());
    this.cache =
        new LoadingModelCache<>(
            ref -> store.load(ref, making), this::letGo, job.model().loadTimeout());
    this.gates = new ByModel<>(model.ref(), own, cache);
    this.own = own;
    this.closing = closing;
  }

  /**
   * Makes the gate of the job's own model now, and those of others when they come.
   *
   * @param closing what becomes of a gate that nobody will ask again
   */
  static <T> Gates<T> open(
      ModelArtefact artefact, JobConfig job, ModelStore.Making<T> making, Consumer<T> closing)
      throws ModelRejectedException {
    return new Gates<>(job, artefact.describe(), making, making.of(artefact), closing);
  }

  /**
   * The drift gates, which hold nothing.
   *
   * @param member which of several models it is; null if it decides alone
   */
  public static Gates<DriftGate> ofDrift(
      ModelArtefact artefact, JobConfig job, @Nullable DriftMember member)
      throws ModelRejectedException {
    if (artefact.describe().outcomes() == null) {
      LOG.info(
          "{} brings no {}: what comes of its answers is not watched",
          artefact.source(),
          OutcomeFile.FILE);
    }
    return open(
        artefact, job, model -> Stages.driftGate(model.describe(), job, member), gate -> {});
  }

  /**
   * The risk gates, which may hold what explains their signals.
   *
   * @param strategy in whose name they speak; null if the model decides alone
   */
  public static Gates<RiskGate> ofRisk(
      ModelArtefact artefact, JobConfig job, @Nullable StrategyMark strategy)
      throws ModelRejectedException {
    return open(artefact, job, model -> Stages.riskGate(model, job, strategy), RiskGate::close);
  }

  private void letGo(T gate) {
    gates.forget(gate);
    closing.accept(gate);
  }

  /** The gate of the model that was asked. */
  public T of(Assessment assessment) {
    return gates.of(assessment);
  }

  @Override
  public void close() {
    try {
      cache.close();
    } finally {
      closing.accept(own);
    }
  }
}
