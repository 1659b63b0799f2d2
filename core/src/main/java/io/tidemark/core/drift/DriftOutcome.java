package io.tidemark.core.drift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step of the drift gate gives.
 *
 * @param verdict the annotation of the assessment
 * @param alerts those that close before those that open; mostly the same empty list
 * @param request what a pause that begins asks for; null otherwise
 */
public record DriftOutcome(
    DriftVerdict verdict, List<DriftAlert> alerts, @Nullable RetrainRequest request) {}
