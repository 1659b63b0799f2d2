package io.tidemark.client.order;

import io.tidemark.flink.config.JobConfig;
import java.time.InstantSource;

/**
 * The deployment that an order goes to.
 *
 * @param config of its jobs
 * @param ownTime whether its market has a time of its own, as a demo's and a replay's have, which
 *     heartbeats in {@code control.v1} tell; else it is the wall's
 */
public record Target(JobConfig config, boolean ownTime) {

  /**
   * The time that an order of now has there, µs since the epoch.
   *
   * @throws io.tidemark.client.CommandFailedException if a market of its own time has not told it
   *     yet
   */
  public long now(InstantSource wall) {
    return ownTime ? MarketTime.of(config) : MarketTime.micros(wall.instant());
  }
}
