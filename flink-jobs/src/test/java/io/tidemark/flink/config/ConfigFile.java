package io.tidemark.flink.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A configuration file of a test.
 *
 * @param directory where it lies
 */
record ConfigFile(Path directory) {

  /** What must be said at least. */
  static final String MINIMAL =
      """
      kafka.bootstrap-servers: localhost:9092
      instruments: [BTC-USDT@binance, ETH-USDT@binance]
      """;

  Path path() {
    return directory.resolve("tidemark.yaml");
  }

  /** What the sequence job makes of a file and assignments. */
  JobConfig load(String yaml, String... assignments) throws IOException {
    Files.writeString(path(), yaml);
    return ConfigLoader.load(Job.SEQUENCE, path(), List.of(assignments), Map.of());
  }

  /** What it finds wrong with them. */
  List<String> problems(String yaml, String... assignments) {
    return failure(yaml, assignments).problems();
  }

  InvalidOptionsException failure(String yaml, String... assignments) {
    return catchThrowableOfType(InvalidOptionsException.class, () -> load(yaml, assignments));
  }
}
