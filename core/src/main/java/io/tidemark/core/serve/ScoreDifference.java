package io.tidemark.core.serve;

/**
 * How far the scores of two models of one task lie apart, over the same samples, in the score's
 * unit: of a direction, probability. NaN where an answer had no score.
 *
 * @param mean of one model's score less the other's
 * @param meanDistance mean of the absolute difference
 * @param largestDistance largest absolute difference
 */
public record ScoreDifference(double mean, double meanDistance, double largestDistance) {}
