package io.tidemark.core.risk;

import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.PhasedAlert;
import io.tidemark.core.signal.RiskRule;

/**
 * A rule that begins or ceases to block, for the watcher.
 *
 * @param occurrence which alert; it repeats whenever the rule blocks again
 * @param rule which rule
 * @param observed the value that was held against the limit; NaN where an input is missing
 * @param limit the limit
 * @param detail one sentence for people
 */
public record RiskAlert(
    AlertOccurrence occurrence, RiskRule rule, double observed, double limit, String detail)
    implements PhasedAlert {}
