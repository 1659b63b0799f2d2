package io.tidemark.core.strategy;

/**
 * A model of a strategy, as it is written.
 *
 * @param name by which the decision calls it
 * @param path of the artefact's directory
 * @param minStrength below it its answer leans to no side; a percentile, 0 to 100
 */
public record MemberSpec(String name, String path, double minStrength) {}
