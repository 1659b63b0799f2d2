package io.tidemark.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.LogEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EndingLogTest {

  private static final long HOUR_MILLIS = 3_600_000L;
  private static final long START_MILLIS = 1_640_995_200_000L; // 2022-01-01
  private static final int BARS = 300;

  @TempDir private Path folder;

  @Test
  void whatCouldBeKnownBeforeTheEndIsThereAndNothingElse() throws IOException {
    List<Long> whole = knownAt(Long.MAX_VALUE);
    long end = whole.get(BARS / 2);
    assertThat(whole).hasSizeGreaterThanOrEqualTo(BARS);
    assertThat(knownAt(end)).isEqualTo(whole.stream().filter(at -> at < end).toList()).isNotEmpty();
    assertThat(knownAt(end + 1)).contains(end);
  }

  @Test
  void nothingFollowsTheEnd() throws IOException {
    try (EventLog log = log(START_MILLIS * 1_000)) {
      assertThat(log.hasNext()).isFalse();
      assertThatThrownBy(log::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void theFirstRefitIsReadFromAStudy() throws IOException {
    Path study = folder.resolve("study.json");
    Files.writeString(study, "{\"walk\": {\"first\": \"2022-01-01T01:00:00+01:00\"}}");
    assertThat(TrainingConfig.firstRefit(study)).isEqualTo(START_MILLIS * 1_000);
    Files.writeString(study, "{}");
    assertThatThrownBy(() -> TrainingConfig.firstRefit(study))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("walk.first must be an instant");
  }

  private List<Long> knownAt(long end) throws IOException {
    List<Long> found = new ArrayList<>();
    try (EventLog log = log(end)) {
      while (log.hasNext()) {
        LogEvent event = log.next();
        found.add(event.availableAt());
      }
    }
    return found;
  }

  private EventLog log(long end) throws IOException {
    StringBuilder csv = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
    for (int i = 0; i < BARS; i++) {
      csv.append(START_MILLIS + i * HOUR_MILLIS).append(",10,11,9,").append(10 + i % 2);
      csv.append(",5\n");
    }
    Path file = Files.writeString(folder.resolve("bars.csv"), csv);
    TrainingExport.Data data = TrainingExport.recorded(List.of(file), "X-USDT@test");
    ExportPlan plan = ExportPlan.of(List.of("log_return"), "1h", "bar", 1);
    return TrainingExport.endingAt(data, end).open(plan.featureSet());
  }
}
