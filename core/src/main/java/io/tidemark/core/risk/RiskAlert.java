package io.tidemark.core.risk;

import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.signal.RiskRule;

/**
 * A rule that begins or ceases to block, for the watcher.
 *
 * @param id the same when it opens and when it closes
 * @param phase opened or closed
 * @param instrument the key
 * @param rule which rule
 * @param observed the value that was held against the limit; NaN where an input is missing
 * @param limit the limit
 * @param openedAt event time at which it opened, µs since the epoch
 * @param eventTime event time of this record, µs since the epoch
 * @param repeats how often the rule blocked since it opened
 * @param detail one sentence for people
 */
public record RiskAlert(
    String id,
    AlertPhase phase,
    String instrument,
    RiskRule rule,
    double observed,
    double limit,
    long openedAt,
    long eventTime,
    long repeats,
    String detail) {}
