package io.tidemark.flink.config;

import io.tidemark.flink.config.text.OptionSource;
import java.io.Serializable;

/**
 * An option that applies.
 *
 * @param value as people may see it: a secret is hidden
 * @param source who gave it
 */
public record EffectiveOption(String value, OptionSource source) implements Serializable {}
