package io.tidemark.core.serve;

import io.tidemark.core.fact.ModelRef;

/**
 * Where models are taken from. What it says of a version is the same whenever it is asked, so that
 * a replay ends as the first run did.
 *
 * @param <T> what is made of a model
 */
public interface LoadedModelCache<T> {

  /** The version will be asked for: prepare it, without keeping the caller waiting. */
  void announce(ModelRef ref);

  /** The version, or the reason why there is none; waits for it. */
  Lookup<T> get(ModelRef ref);

  /** The version will not be asked for again. */
  void retire(ModelRef ref);

  /**
   * What a cache says of a version.
   *
   * @param <T> what is made of a model
   */
  sealed interface Lookup<T> {}

  /**
   * It may serve.
   *
   * @param model ready
   */
  record Loaded<T>(T model) implements Lookup<T> {}

  /**
   * It may not.
   *
   * @param reason one sentence for people
   */
  record Refused<T>(String reason) implements Lookup<T> {}
}
