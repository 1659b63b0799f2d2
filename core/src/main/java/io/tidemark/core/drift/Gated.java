package io.tidemark.core.drift;

import io.tidemark.core.score.Assessment;

/**
 * An assessment with the drift gate's annotation: what the risk gate is given.
 *
 * @param assessment unchanged
 * @param drift the annotation
 */
public record Gated(Assessment assessment, DriftVerdict drift) {}
