package io.tidemark.core.serve;

/**
 * How far the scores of two models lie apart, over the same samples.
 *
 * @param mean of one model's score less the other's, probability
 * @param meanDistance mean of the absolute difference, probability
 * @param largestDistance largest absolute difference, probability
 */
public record ScoreDifference(double mean, double meanDistance, double largestDistance) {}
