package io.tidemark.core.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy proposes to the risk gate at an event.
 *
 * @param stance what it decided; null where the member's own answer is all there is, and where no
 *     member was asked
 * @param voices what each member says, or why it says nothing; empty where no member was asked
 * @param strength by which the size of a stance goes, a percentile, 0 to 100: of a member whose
 *     answers lean to a side
 * @param volatility that a member predicts, annualised fraction; NaN where none speaks
 */
public record StrategyProposal(
    @Nullable Stance stance, List<Voice> voices, double strength, double volatility) {}
