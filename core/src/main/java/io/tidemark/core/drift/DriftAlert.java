package io.tidemark.core.drift;

import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.PhasedAlert;
import org.jspecify.annotations.Nullable;

/**
 * A change of the drift gate's mind, for the watcher.
 *
 * @param occurrence which alert; it repeats with each sample that confirms the verdict
 * @param status {@link DriftStatus#WARN} or {@link DriftStatus#PAUSED}: the verdict that began or
 *     ended
 * @param tested the feature, or {@code score}, with the largest distance over its threshold when it
 *     opened; its distance is the one of now, its threshold the one of {@code status}
 * @param model whose reference it is
 * @param detail one sentence for people
 * @param evidence upon which it was opened; null when it closes
 */
public record DriftAlert(
    AlertOccurrence occurrence,
    DriftStatus status,
    TestedFeature tested,
    ModelVersion model,
    String detail,
    @Nullable DriftEvidence evidence)
    implements PhasedAlert {}
