package io.tidemark.bench.memory;

import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;

/** Opens a model, scores with it, and only then closes the one before. */
final class Swapping implements RepeatedWork {

  private static final long SCORINGS = 256;

  private final ModelArtefact artefact;
  private Scoring active;

  Swapping(ModelArtefact artefact) throws ModelRejectedException {
    this.artefact = artefact;
    this.active = new Scoring(artefact);
  }

  @Override
  public void repeat(long times) throws ModelRejectedException {
    for (long i = 0; i < times; i++) {
      active.repeat(SCORINGS);
      Scoring next = new Scoring(artefact);
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
