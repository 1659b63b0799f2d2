package io.tidemark.flink.config;

import java.io.Serializable;

/**
 * What a failure leaves whole.
 *
 * @param delivery what the sinks promise
 * @param checkpoint how state is saved
 * @param restart how a job comes back
 */
public record FaultToleranceConfig(
    DeliveryConfig delivery, CheckpointConfig checkpoint, RestartConfig restart)
    implements Serializable {}
