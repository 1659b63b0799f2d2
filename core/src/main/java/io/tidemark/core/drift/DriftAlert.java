package io.tidemark.core.drift;

import io.tidemark.core.score.AlertPhase;
import org.jspecify.annotations.Nullable;

/**
 * A change of the drift gate's mind, for the watcher.
 *
 * @param id the same when it opens and when it closes
 * @param phase opened or closed
 * @param instrument the key
 * @param status {@link DriftStatus#WATCH} or {@link DriftStatus#PAUSED}: the verdict that began or
 *     ended
 * @param feature the feature, or {@code score}, with the largest distance over its threshold when
 *     it opened
 * @param distance its Kolmogorov-Smirnov distance now, 0 to 1
 * @param threshold the threshold of {@code status}
 * @param window samples in the live window
 * @param reference samples in the reference
 * @param openedAt event time at which it opened, µs since the epoch
 * @param eventTime event time of this record, µs since the epoch
 * @param repeats samples that confirmed the verdict since it opened
 * @param modelId whose reference it is
 * @param modelVersion whose reference it is
 * @param detail one sentence for people
 * @param evidence upon which it was opened; null when it closes
 */
public record DriftAlert(
    String id,
    AlertPhase phase,
    String instrument,
    DriftStatus status,
    String feature,
    double distance,
    double threshold,
    int window,
    int reference,
    long openedAt,
    long eventTime,
    long repeats,
    String modelId,
    String modelVersion,
    String detail,
    @Nullable DriftEvidence evidence) {}
