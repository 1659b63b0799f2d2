package io.tidemark.core.decision;

/**
 * What a strategy says at an event.
 *
 * @param instrument whose event it is
 * @param exposure what is to be bought or sold
 * @param stance what to do
 * @param panel what it rests on: every member's answer or abstention, and the features
 */
public record StrategyAnswer(String instrument, Exposure exposure, Stance stance, Panel panel) {}
