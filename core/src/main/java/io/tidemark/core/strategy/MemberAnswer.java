package io.tidemark.core.strategy;

import io.tidemark.core.drift.Gated;

/**
 * What one member of a strategy says of an event.
 *
 * @param member its place among the strategy's models, from 0
 * @param gated its assessment, and what its own drift gate thinks
 */
public record MemberAnswer(int member, Gated gated) {}
