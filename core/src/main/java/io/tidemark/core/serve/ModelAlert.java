package io.tidemark.core.serve;

import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.PhasedAlert;

/**
 * An update of the models that could not be followed: what served before goes on. It closes with
 * the next update that can.
 *
 * @param occurrence which alert; it repeats whenever the same is asked for again
 * @param action what was asked for
 * @param model the version in question
 * @param serving the version that serves
 * @param detail why, one sentence for people
 */
public record ModelAlert(
    AlertOccurrence occurrence, ModelAction action, ModelRef model, ModelRef serving, String detail)
    implements PhasedAlert {}
