/**
 * What a strategy of five models costs, beside a plain loop and beside a job for each model. Begin
 * with {@code StrategyBench}.
 */
@NullMarked
package io.tidemark.bench.strategy;

import org.jspecify.annotations.NullMarked;
