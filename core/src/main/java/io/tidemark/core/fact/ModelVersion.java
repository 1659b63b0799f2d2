package io.tidemark.core.fact;

/**
 * Names one version of a model by its words alone; {@link ModelRef} pins its content as well.
 *
 * @param id such as {@code btc-linear}
 * @param version counts up from 1
 */
public record ModelVersion(String id, String version) {}
