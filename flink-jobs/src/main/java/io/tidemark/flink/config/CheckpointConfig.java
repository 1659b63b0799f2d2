package io.tidemark.flink.config;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How state is saved.
 *
 * @param interval between two checkpoints
 * @param path where they are kept; null where Flink's own configuration decides
 */
public record CheckpointConfig(Duration interval, @Nullable String path) implements Serializable {}
