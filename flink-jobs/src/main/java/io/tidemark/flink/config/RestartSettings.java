package io.tidemark.flink.config;

import java.time.Duration;
import java.util.List;

/** How a job comes back after a failure. */
public final class RestartSettings {

  public static final Setting<Duration> MAX_BACKOFF =
      Setting.duration(
          "restart.max-backoff",
          Duration.ofSeconds(10),
          RestartConfig.FIRST_BACKOFF,
          "Longest wait before a job that failed is started again. The first wait is 1 s, each"
              + " further one is half as long again; there is no last attempt. Flink's own default"
              + " is 1 min.");

  public static final Setting<Duration> RESET_AFTER =
      Setting.duration(
          "restart.reset-after",
          Duration.ofMinutes(10),
          Setting.MILLISECOND,
          "Time without a failure after which the next wait is 1 s again. Flink's own default is"
              + " 1 h.");

  static final OptionTable<RestartConfig> TABLE =
      new OptionTable<>(
          List.of(MAX_BACKOFF, RESET_AFTER),
          OptionTable.NO_CONTRADICTION,
          read -> new RestartConfig(read.get(MAX_BACKOFF), read.get(RESET_AFTER)));

  private RestartSettings() {}
}
