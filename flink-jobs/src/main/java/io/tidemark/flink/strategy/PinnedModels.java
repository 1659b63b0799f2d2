package io.tidemark.flink.strategy;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.serve.ActiveModel;
import io.tidemark.core.serve.LoadedModelCache;

/** No models but the one that a strategy names: where it is asked, no other can be put. */
final class PinnedModels implements LoadedModelCache<ActiveModel> {

  @Override
  public void announce(ModelRef ref) {
    // nothing can be prepared at a server
  }

  @Override
  public Lookup<ActiveModel> get(ModelRef ref) {
    return new Refused<>("the strategy asks this model at a server, where it is not changed");
  }

  @Override
  public void retire(ModelRef ref) {
    // there is none
  }
}
