package io.tidemark.bench.memory;

import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;

/** The control: who swaps models and never closes the one before. It must be seen to grow. */
final class ForgetfulSwapping implements RepeatedWork {

  private final ModelArtefact artefact;

  ForgetfulSwapping(ModelArtefact artefact) {
    this.artefact = artefact;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // that is the point
  public void repeat(long times) throws ModelRejectedException {
    for (long i = 0; i < times; i++) {
      new Scoring(artefact).repeat(1);
    }
  }

  @Override
  public void close() {}
}
