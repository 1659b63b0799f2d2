package io.tidemark.core.drift;

import java.util.List;

/**
 * What one step of the drift gate gives.
 *
 * @param verdict the annotation of the assessment
 * @param alerts those that close before those that open; mostly the same empty list
 */
public record DriftOutcome(DriftVerdict verdict, List<DriftAlert> alerts) {}
