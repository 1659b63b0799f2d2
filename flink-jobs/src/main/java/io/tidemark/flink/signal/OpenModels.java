package io.tidemark.flink.signal;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.serve.ActiveModel;
import io.tidemark.core.serve.LoadedModelCache;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.MicroBatch;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * One task's models in ONNX Runtime, each with what waits for it. They are opened beside the task's
 * thread and used and closed in it.
 */
public final class OpenModels implements AutoCloseable {

  private final JobConfig job;
  private final Runnable flush;
  private final LoadedModel ownModel;
  private final ActiveModel own;
  private final LoadingModelCache<ActiveModel> cache;
  private final Map<ActiveModel, LoadedModel> opened = new ConcurrentHashMap<>();
  private final Map<ModelRef, MicroBatch> batches = new LinkedHashMap<>();
  private ActiveModel last;
  private MicroBatch lastBatch;

  /**
   * Opens the job's own.
   *
   * @param flush hands on all that waits; called before a model is closed
   */
  public OpenModels(ModelArtefact artefact, JobConfig job, Runnable flush)
      throws ModelRejectedException {
    this.job = job;
    this.flush = flush;
    this.ownModel = artefact.open();
    this.own = Stages.active(ownModel, job);
    ModelStore store = new ModelStore(job, ownModel.metadata());
    this.cache =
        new LoadingModelCache<>(
            ref -> store.load(ref, this::open), this::letGo, job.model().loadTimeout());
    this.last = own;
    this.lastBatch = newBatch(own);
    batches.put(own.ref(), lastBatch);
  }

  /** The job's own. */
  public ActiveModel own() {
    return own;
  }

  /** Where others are taken from. */
  public LoadedModelCache<ActiveModel> cache() {
    return cache;
  }

  /** What waits for a model. */
  public MicroBatch batch(ActiveModel model) {
    if (!model.equals(last)) {
      lastBatch = batches.computeIfAbsent(model.ref(), any -> newBatch(model));
      last = model;
    }
    return lastBatch;
  }

  /** Hands on all that waits; whether anything did. */
  public boolean flush(Consumer<Assessment> out) {
    boolean any = false;
    for (MicroBatch batch : batches.values()) {
      if (!batch.isEmpty()) {
        batch.flush(out);
        any = true;
      }
    }
    return any;
  }

  private MicroBatch newBatch(ActiveModel model) {
    return new MicroBatch(model.scorer(), model.scoring().inputSize(), job.score().batch());
  }

  /** In the loading thread. */
  private ActiveModel open(ModelArtefact artefact) throws ModelRejectedException {
    LoadedModel model = artefact.open();
    ActiveModel active = Stages.active(model, job);
    opened.put(active, model);
    return active;
  }

  private void letGo(ActiveModel model) {
    if (batches.containsKey(model.ref())) {
      flush.run();
      batches.remove(model.ref());
    }
    if (model.equals(last)) {
      batch(own);
    }
    LoadedModel closing = opened.remove(model);
    if (closing != null) {
      closing.close();
    }
  }

  @Override
  public void close() {
    batches.clear(); // what waits was handed on, or will be replayed
    lastBatch = newBatch(own);
    last = own;
    try {
      cache.close();
    } finally {
      ownModel.close();
    }
  }
}
