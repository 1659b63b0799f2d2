/**
 * Shapley values of a model's answers: {@link io.tidemark.models.explain.ModelExplainers} first,
 * which says which of the three ways a graph allows.
 */
@NullMarked
package io.tidemark.models.explain;

import org.jspecify.annotations.NullMarked;
