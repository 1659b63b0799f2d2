package io.tidemark.flink.signal;

import io.tidemark.core.score.Assessment;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.util.function.BiFunction;

/**
 * One task's gates of a kind, one for each model that serves.
 *
 * @param <T> the gate
 */
final class Gates<T> implements AutoCloseable {

  private final LoadingModelCache<T> cache;
  private final ByModel<T> gates;

  private Gates(LoadingModelCache<T> cache, ByModel<T> gates) {
    this.cache = cache;
    this.gates = gates;
  }

  /** Makes the gate of the job's own model now, and those of others when they come. */
  static <T> Gates<T> open(
      ModelArtefact artefact, JobConfig job, BiFunction<ModelDescription, JobConfig, T> making)
      throws ModelRejectedException {
    ModelDescription own = artefact.describe();
    ModelStore store = new ModelStore(job, own.metadata());
    LoadingModelCache<T> cache =
        new LoadingModelCache<>(
            ref -> store.load(ref, stored -> making.apply(stored.describe(), job)),
            gate -> {}, // holds nothing
            job.model().loadTimeout());
    return new Gates<>(cache, new ByModel<>(own.ref(), making.apply(own, job), cache));
  }

  /** The gate of the model that was asked. */
  T of(Assessment assessment) {
    return gates.of(assessment);
  }

  @Override
  public void close() {
    cache.close();
  }
}
