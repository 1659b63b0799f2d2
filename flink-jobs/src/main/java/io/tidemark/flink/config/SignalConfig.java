package io.tidemark.flink.config;

import io.tidemark.core.signal.SignalPolicy.Emit;
import java.io.Serializable;

/**
 * When signals are written.
 *
 * @param minStrength percentile, 0 to 100, below which the action is HOLD
 * @param emit on change and once a bar, or always
 * @param reasons how many reasons of its score a signal has at most; 0 for none
 */
public record SignalConfig(double minStrength, Emit emit, int reasons) implements Serializable {}
