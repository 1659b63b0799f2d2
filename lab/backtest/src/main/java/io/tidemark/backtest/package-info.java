/**
 * What a model is worth on data: begin with {@link io.tidemark.backtest.ModelEvaluation}. It folds
 * recorded data with the core that serves, or reads an export, asks the model, and holds the
 * answers against what came of them.
 */
@NullMarked
package io.tidemark.backtest;

import org.jspecify.annotations.NullMarked;
