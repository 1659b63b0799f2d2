package io.tidemark.bench.memory;

import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;

/** Opens a model, scores with it, and only then closes the one before. */
final class Swapping implements RepeatedWork {

  private static final long SCORINGS = 256;

  private final ModelArtefact bundle;
  private Scoring active;

  Swapping(ModelArtefact bundle) throws ModelRejectedException {
    this.bundle = bundle;
    this.active = new Scoring(bundle);
  }

  @Override
  public void repeat(long times) throws ModelRejectedException {
    for (long i = 0; i < times; i++) {
      active.repeat(SCORINGS);
      Scoring next = new Scoring(bundle);
      next.repeat(SCORINGS);
      active.close();
      active = next;
    }
  }

  @Override
  public void close() {
    active.close();
  }
}
