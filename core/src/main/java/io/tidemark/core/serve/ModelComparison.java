package io.tidemark.core.serve;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.SamplePeriod;

/**
 * How a model that scores beside compares with the one that serves, over a sample of the events
 * between two bar closes.
 *
 * @param instrument the key
 * @param serving the one that serves
 * @param shadow the one that scores beside
 * @param period of the samples
 * @param samples events on which both were asked
 * @param agreements of them, those on which both would have proposed the same action
 * @param difference of the shadow's score from the other's
 */
public record ModelComparison(
    String instrument,
    ModelRef serving,
    ModelRef shadow,
    SamplePeriod period,
    long samples,
    long agreements,
    ScoreDifference difference) {}
