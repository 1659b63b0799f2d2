package io.tidemark.flink.config;

import org.apache.flink.connector.base.DeliveryGuarantee;

/** What the sinks promise: {@code delivery}. */
public enum Delivery {
  /** Kafka transactions: a consumer with {@code read_committed} sees each record once. */
  EXACTLY_ONCE(DeliveryGuarantee.EXACTLY_ONCE),
  /** Lower delay; after a restart records may be repeated, and their ids tell. */
  AT_LEAST_ONCE(DeliveryGuarantee.AT_LEAST_ONCE);

  private final DeliveryGuarantee guarantee;

  Delivery(DeliveryGuarantee guarantee) {
    this.guarantee = guarantee;
  }

  /** The same, in the connector's words. */
  public DeliveryGuarantee guarantee() {
    return guarantee;
  }
}
