package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftMember;
import io.tidemark.core.fold.FoldStages;
import io.tidemark.core.fold.InstrumentFold;
import io.tidemark.core.risk.RiskGate;
import io.tidemark.core.risk.StrategyMark;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import org.jspecify.annotations.Nullable;

/**
 * The signal job's stages without Flink, one fold for each instrument, with the models that their
 * logs ask for. Not thread-safe; whoever opens it closes it.
 */
public final class Folds implements AutoCloseable {

  private final JobConfig job;
  private final OpenModels models;
  private final Gates<DriftGate> drift;
  private final Gates<RiskGate> risk;

  private Folds(JobConfig job, OpenModels models, Gates<DriftGate> drift, Gates<RiskGate> risk) {
    this.job = job;
    this.models = models;
    this.drift = drift;
    this.risk = risk;
  }

  /** Opens the job's own model. As the longer one, for a model that decides alone. */
  public static Folds open(ModelArtefact artefact, JobConfig job) throws ModelRejectedException {
    return open(artefact, job, null, null);
  }

  /**
   * Opens the job's own model.
   *
   * @param strategy whose member it is; null if it decides alone
   * @param member as its drift gate knows it; null if it is the only one
   * @throws ModelRejectedException if it may not serve
   */
  public static Folds open(
      ModelArtefact artefact,
      JobConfig job,
      @Nullable StrategyMark strategy,
      @Nullable DriftMember member)
      throws ModelRejectedException {
    Gates<DriftGate> drift = Gates.ofDrift(artefact, job, member);
    Gates<RiskGate> risk = Gates.ofRisk(artefact, job, strategy);
    try {
      return new Folds(job, new OpenModels(artefact, job, () -> {}), drift, risk);
    } catch (ModelRejectedException | RuntimeException e) {
      drift.close();
      risk.close();
      throw e;
    }
  }

  /** A fold that begins before an instrument's first event. */
  public InstrumentFold fold() {
    return new InstrumentFold(stages());
  }

  /** What the events of an instrument go through. */
  public FoldStages stages() {
    return new FoldStages(Stages.serving(models.own(), models.cache(), job), drift::of, risk::of);
  }

  @Override
  public void close() {
    drift.close();
    risk.close();
    models.close();
  }
}
