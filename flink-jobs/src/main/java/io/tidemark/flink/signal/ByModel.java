package io.tidemark.flink.signal;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.serve.LoadedModelCache;
import io.tidemark.core.serve.LoadedModelCache.Loaded;
import io.tidemark.core.serve.LoadedModelCache.Lookup;
import io.tidemark.core.serve.LoadedModelCache.Refused;

/**
 * What belongs to the model that an assessment names, so that all stages change at the same
 * position of the log. Not thread-safe: one object serves one task.
 *
 * @param <T> such as a gate
 */
public final class ByModel<T> {

  private final ModelRef ownRef;
  private final T own;
  private final LoadedModelCache<T> cache;
  private ModelRef lastRef;
  private T last;

  /**
   * @param ownRef the job's own model
   * @param own what belongs to it
   * @param cache where that of others is taken from
   */
  public ByModel(ModelRef ownRef, T own, LoadedModelCache<T> cache) {
    this.ownRef = ownRef;
    this.own = own;
    this.cache = cache;
    this.lastRef = ownRef;
    this.last = own;
  }

  /**
   * That of the assessment's model; what the assessment announces is prepared.
   *
   * @throws IllegalStateException if there is none, although the model has just been asked: its
   *     artefact was taken away, and a restart will find out
   */
  @SuppressWarnings("ReferenceEquality") // a fast way for the same object; another one is compared
  public T of(Assessment assessment) {
    ModelRef announced = assessment.cause().announced();
    if (announced != null && !announced.equals(ownRef)) {
      cache.announce(announced);
    }
    ModelRef model = assessment.model();
    if (model != lastRef) {
      last = model.equals(lastRef) ? last : of(model);
      lastRef = model;
    }
    return last;
  }

  /** It is about to be closed: whoever needs it has it made again. */
  void forget(T gone) {
    if (gone == last) {
      last = own;
      lastRef = ownRef;
    }
  }

  private T of(ModelRef model) {
    if (model.equals(ownRef)) {
      return own;
    }
    Lookup<T> found = cache.get(model);
    if (found instanceof Loaded<T> ready) {
      return ready.model();
    }
    throw new IllegalStateException(model.name() + " serves, but " + ((Refused<T>) found).reason());
  }
}
