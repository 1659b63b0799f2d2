package io.tidemark.core.serve;

import io.tidemark.core.fact.ModelRef;

/**
 * How a model that scores beside compares with the one that serves, over a sample of the events
 * between two bar closes.
 *
 * @param instrument the key
 * @param serving the one that serves
 * @param shadow the one that scores beside
 * @param from event time of the first sample, µs since the epoch
 * @param to event time of the last sample, µs since the epoch
 * @param samples events on which both were asked
 * @param agreements of them, those on which both would have proposed the same action
 * @param meanDifference mean of the shadow's score less the other's, probability
 * @param meanDistance mean of the absolute difference, probability
 * @param largestDistance largest absolute difference, probability
 */
public record ModelComparison(
    String instrument,
    ModelRef serving,
    ModelRef shadow,
    long from,
    long to,
    long samples,
    long agreements,
    double meanDifference,
    double meanDistance,
    double largestDistance) {}
