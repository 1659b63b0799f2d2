package io.tidemark.flink.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * What the sinks promise.
 *
 * @param delivery exactly once or at least once
 * @param transactionTimeout after which the broker aborts an open transaction
 */
public record DeliveryConfig(Delivery delivery, Duration transactionTimeout)
    implements Serializable {}
