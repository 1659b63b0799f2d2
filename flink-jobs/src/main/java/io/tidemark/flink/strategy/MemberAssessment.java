package io.tidemark.flink.strategy;

import io.tidemark.core.score.Assessment;

/**
 * What FEATURES + SCORE says of an event for one model.
 *
 * @param member its place among the strategy's models, from 0
 * @param assessment of the event
 */
public record MemberAssessment(int member, Assessment assessment) {}
