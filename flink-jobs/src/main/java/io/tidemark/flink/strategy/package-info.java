/**
 * Strategies from files, with their models, folded in a plain loop. Begin with {@link
 * io.tidemark.flink.strategy.StrategyFile}.
 */
@NullMarked
package io.tidemark.flink.strategy;

import org.jspecify.annotations.NullMarked;
