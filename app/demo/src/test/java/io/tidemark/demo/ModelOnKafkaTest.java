package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.signal.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/guide/sql.md beside the signal job: one model, one log, two doors. */
class ModelOnKafkaTest {

  @TempDir private Path directory;

  @Test
  void theModelInSqlAnswersWhatTheSignalJobAnswered() throws Exception {
    List<String> example = example();
    Map<Instant, Row> answers = new HashMap<>();
    int compared = 0;
    try (TopicsOfARun topics = TopicsOfARun.in(directory)) {
      for (Row row : topics.answer(example.subList(0, 2), example.get(2), true)) {
        answers.put((Instant) row.getField(1), row);
      }
      for (Signal signal : topics.signals()) {
        if (!Double.isNaN(signal.prediction().probability())) {
          Instant at = Instant.ofEpochSecond(0, signal.eventTime() * 1_000);
          assertThat(answers.get(at))
              .isEqualTo(
                  Row.of(
                      TopicsOfARun.INSTRUMENT,
                      at,
                      signal.prediction().probability(),
                      signal.prediction().strength()));
          compared++;
        }
      }
    }
    assertThat(answers).hasSize(TopicsOfARun.BARS - 1);
    assertThat(answers.values()).anyMatch(row -> row.getField(2) == null);
    assertThat(compared).isGreaterThan(100);
  }

  /** Its three statements, over what is there now. */
  private static List<String> example() throws Exception {
    String page =
        Files.readString(Path.of(System.getProperty("tidemark.root"), "docs", "guide", "sql.md"));
    String sql = page.substring(page.indexOf("CREATE MODEL trend"));
    sql = sql.substring(0, sql.indexOf(";\n```"));
    String model = "/path/to/tidemark/models/artifacts/btc-linear/1";
    assertThat(sql).contains(model, "FROM market_events t");
    return List.of(
        sql.replace(model, TopicsOfARun.MODEL.toString())
            .replace("FROM market_events t", "FROM market_events" + TopicsOfARun.NOW + "AS t")
            .split(";\n", -1));
  }
}
