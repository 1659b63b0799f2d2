/**
 * A strategy as a person writes it: its models, the decision over them and its size, read strictly
 * and hashed. Begin with {@link io.tidemark.core.strategy.StrategyDraft}.
 */
@NullMarked
package io.tidemark.core.strategy;

import org.jspecify.annotations.NullMarked;
