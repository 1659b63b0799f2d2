package io.tidemark.flink.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the model is asked.
 *
 * @param batch inputs at once, at most
 * @param longestWait how long one waits for others
 */
public record ScoreConfig(int batch, Duration longestWait) implements Serializable {}
