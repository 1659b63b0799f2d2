package io.tidemark.flink.config;

import java.util.List;

/**
 * What can be configured: one table for each subject. The page {@code
 * docs/reference/configuration.md} is generated from these tables.
 *
 * <p>The state backend is no option: both jobs set RocksDB with incremental checkpoints.
 */
public final class JobOptions {

  private static final List<OptionTable<?>> TABLES =
      List.of(
          KafkaSettings.TABLE,
          MarketSettings.TABLE,
          ModelSettings.TABLE,
          ScoreSettings.TABLE,
          SignalSettings.TABLE,
          DriftSettings.TABLE,
          RiskSettings.TABLE,
          SequenceSettings.TABLE,
          DeliverySettings.TABLE,
          CheckpointSettings.TABLE,
          RestartSettings.TABLE);

  private static final List<Setting<?>> ALL =
      TABLES.stream().<Setting<?>>flatMap(table -> table.rows().stream()).toList();

  private JobOptions() {}

  /** Every option but {@link KafkaSettings#PROPERTIES}, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return ALL;
  }

  /** Adds to {@code problems} whatever keeps {@code job} from starting. */
  static void check(Job job, ReadOptions read, List<String> problems) {
    TABLES.forEach(table -> table.required(job, read, problems));
    TABLES.forEach(table -> table.contradictions().check(job, read, problems));
  }
}
