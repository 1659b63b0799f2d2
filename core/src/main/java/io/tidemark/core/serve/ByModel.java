package io.tidemark.core.serve;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.serve.ModelShelf.Offer;
import io.tidemark.core.serve.ModelShelf.Ready;
import io.tidemark.core.serve.ModelShelf.Refused;

/**
 * What belongs to the model that an assessment names, so that all stages change at the same
 * position of the log. Not thread-safe: one object serves one task.
 *
 * @param <T> such as a gate
 */
public final class ByModel<T> {

  private final ModelRef ownRef;
  private final T own;
  private final ModelShelf<T> shelf;
  private ModelRef lastRef;
  private T last;

  /**
   * @param ownRef the job's own model
   * @param own what belongs to it
   * @param shelf where that of others is taken from
   */
  public ByModel(ModelRef ownRef, T own, ModelShelf<T> shelf) {
    this.ownRef = ownRef;
    this.own = own;
    this.shelf = shelf;
    this.lastRef = ownRef;
    this.last = own;
  }

  /**
   * That of the assessment's model; what the assessment announces is prepared.
   *
   * @throws IllegalStateException if there is none, although the model has just been asked: its
   *     artefact was taken away, and a restart will find out
   */
  public T of(Assessment assessment) {
    ModelRef announced = assessment.cause().announced();
    if (announced != null && !announced.equals(ownRef)) {
      shelf.announce(announced);
    }
    if (!assessment.model().equals(lastRef)) {
      last = of(assessment.model());
      lastRef = assessment.model();
    }
    return last;
  }

  private T of(ModelRef model) {
    if (model.equals(ownRef)) {
      return own;
    }
    Offer<T> offer = shelf.get(model);
    if (offer instanceof Ready<T> ready) {
      return ready.model();
    }
    throw new IllegalStateException(model.name() + " serves, but " + ((Refused<T>) offer).reason());
  }
}
