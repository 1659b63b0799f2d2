package io.tidemark.core.strategy;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.ModelMetadata;

/**
 * A model that a strategy's path led to.
 *
 * @param ref names it and pins its content
 * @param metadata what the decision needs of it
 */
public record PinnedModel(ModelRef ref, ModelMetadata metadata) {}
