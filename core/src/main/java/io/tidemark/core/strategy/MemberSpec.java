package io.tidemark.core.strategy;

import org.jspecify.annotations.Nullable;

/**
 * A model of a strategy, as it is written.
 *
 * @param name by which the decision calls it
 * @param path of the artefact's directory
 * @param minStrength below it its answer leans to no side; a percentile, 0 to 100
 * @param remote where it is asked; null if the job opens the artefact's own graph
 */
public record MemberSpec(
    String name, String path, double minStrength, @Nullable RemoteSpec remote) {}
