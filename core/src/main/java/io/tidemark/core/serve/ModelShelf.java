package io.tidemark.core.serve;

import io.tidemark.core.fact.ModelRef;

/**
 * Where models are taken from. What it says of a version is the same whenever it is asked, so that
 * a replay ends as the first run did.
 *
 * @param <T> what is made of a model
 */
public interface ModelShelf<T> {

  /** The version will be asked for: prepare it, without keeping the caller waiting. */
  void announce(ModelRef ref);

  /** The version, or the reason why there is none; waits for it. */
  Offer<T> get(ModelRef ref);

  /** The version will not be asked for again. */
  void retire(ModelRef ref);

  /**
   * What a shelf says of a version.
   *
   * @param <T> what is made of a model
   */
  sealed interface Offer<T> {}

  /**
   * It may serve.
   *
   * @param model ready
   */
  record Ready<T>(T model) implements Offer<T> {}

  /**
   * It may not.
   *
   * @param reason one sentence for people
   */
  record Refused<T>(String reason) implements Offer<T> {}
}
