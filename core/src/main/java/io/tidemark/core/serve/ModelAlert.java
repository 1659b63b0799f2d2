package io.tidemark.core.serve;

import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.AlertPhase;

/**
 * An update of the models that could not be followed: what served before goes on. It closes with
 * the next update that can.
 *
 * @param id the same when it opens and when it closes
 * @param phase opened or closed
 * @param instrument the key
 * @param action what was asked for
 * @param model the version in question
 * @param serving the version that serves
 * @param openedAt event time at which it opened, µs since the epoch
 * @param eventTime event time of this record, µs since the epoch
 * @param repeats how often the same was asked for again since it opened
 * @param detail why, one sentence for people
 */
public record ModelAlert(
    String id,
    AlertPhase phase,
    String instrument,
    ModelAction action,
    ModelRef model,
    ModelRef serving,
    long openedAt,
    long eventTime,
    long repeats,
    String detail) {}
