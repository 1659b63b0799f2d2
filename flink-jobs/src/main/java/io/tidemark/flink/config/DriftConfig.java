package io.tidemark.flink.config;

import io.tidemark.core.drift.ResumeMode;
import java.io.Serializable;

/**
 * How the drift gate judges.
 *
 * @param window live samples (bar closes)
 * @param watchThreshold Kolmogorov-Smirnov distance above which an alert opens
 * @param pauseThreshold distance above which the model is paused; above {@code watchThreshold}
 * @param resume how a pause ends
 */
public record DriftConfig(
    int window, double watchThreshold, double pauseThreshold, ResumeMode resume)
    implements Serializable {}
