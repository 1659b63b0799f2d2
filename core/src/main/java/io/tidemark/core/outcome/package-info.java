/**
 * What came of what a model answered, and whether it is still as good as it was.
 *
 * <p>{@link io.tidemark.core.outcome.OutcomeLabels} tells what came of each scored row, a horizon
 * later and from the same log; {@link io.tidemark.core.outcome.OutcomeWatch} comes next: it holds
 * answers against outcomes by sequential tests. {@link io.tidemark.core.outcome.OutcomeTest} says
 * which.
 */
@NullMarked
package io.tidemark.core.outcome;

import org.jspecify.annotations.NullMarked;
