package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.reliability.ReliabilityReport;
import io.tidemark.reliability.RowResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form as it is; with {@code -Dtidemark.reliability.rows=all}, or names of rows separated
 * by commas, the long one. {@code -Dtidemark.reliability.report=FILE} keeps the report, {@code
 * -Dtidemark.reliability.seed=N} makes another market.
 */
class ReliabilityIT {

  @TempDir Path folder;

  @Test
  void whatHappensToTheProcessesDoesNotShowInTheSignals() throws Exception {
    long seed = Long.getLong("tidemark.reliability.seed", 11);
    List<RowResult> results = new ArrayList<>();
    try (Stage stage = Stage.start(folder, seed)) {
      for (Row row : rows(stage, System.getProperty("tidemark.reliability.rows", "short"))) {
        RowResult result = row.run(stage);
        System.out.println(result);
        results.add(result);
        report(seed, results);
      }
    }
    assertThat(results).isNotEmpty().allMatch(RowResult::passed);
  }

  private static List<Row> rows(Stage stage, String wanted) {
    if (wanted.equals("short")) {
      return Rows.shortForm(stage);
    }
    List<Row> all = Rows.all(stage);
    if (wanted.equals("all")) {
      return all;
    }
    List<String> names = Arrays.asList(wanted.split(",", -1));
    return all.stream().filter(row -> names.contains(row.name())).toList();
  }

  /** After each row: what was seen is kept though a later one hangs. */
  private static void report(long seed, List<RowResult> results) throws Exception {
    String file = System.getProperty("tidemark.reliability.report", "");
    if (!file.isEmpty()) {
      String machine =
          "Seed %d; %d processors; Java %s; %s."
              .formatted(
                  seed,
                  Runtime.getRuntime().availableProcessors(),
                  Runtime.version().feature(),
                  System.getProperty("os.name"));
      Files.writeString(Path.of(file), new ReliabilityReport(machine, results).markdown());
    }
  }
}
