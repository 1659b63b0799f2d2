package io.tidemark.flink.config;

import io.tidemark.core.risk.RiskLimits;
import java.io.Serializable;

/**
 * What a score must pass to become a signal.
 *
 * @param drift how the drift gate judges
 * @param risk the risk gate's limits
 * @param signal when signals are written
 */
public record GateConfig(DriftConfig drift, RiskLimits risk, SignalConfig signal)
    implements Serializable {}
