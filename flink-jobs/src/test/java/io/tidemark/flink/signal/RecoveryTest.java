package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.TestConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sinks here write at least once, so what a transaction would hide can be seen. */
class RecoveryTest {

  private final JobConfig config = TestConfig.signal("checkpoint.interval=1s");
  private final MarketLog log = MarketLog.of(Market.facts(12));

  @Test
  void aJobThatFailsAndGoesOnFromACheckpointSaysTheSame(@TempDir Path directory) throws Exception {
    Path failure = directory.resolve("failed");
    RecordSource<RawRecord> source = RecordSource.failingOnce(log.partitions(), failure);

    SignalRun run = SignalRun.of(config, source, 2, 1, directory.resolve("run"));

    PlainRun undisturbed = PlainRun.of(config, log);
    assertThat(failure).as("the sign that it did fail").exists();
    assertThat(run.signals())
        .as("without repetitions the failure hit nothing")
        .isNotEqualTo(undisturbed.signals);
    assertThat(distinct(run.signals())).isEqualTo(undisturbed.signals);
    assertThat(distinct(run.driftAlerts())).isEqualTo(undisturbed.driftAlerts);
    assertThat(distinct(run.riskAlerts())).isEqualTo(undisturbed.riskAlerts);
    assertThat(run.count("read"))
        .as("the second run's own, which did not begin at the beginning")
        .isBetween(1L, log.partitions().stream().mapToLong(List::size).sum() - 1);
    assertThat(run.count("facts") + run.count("late")).isEqualTo(run.count("read"));
  }

  /** Each line once, where it came first: as a consumer sees it that knows ids. */
  private static Map<String, List<String>> distinct(Map<String, List<String>> byKey) {
    Map<String, List<String>> distinct = new TreeMap<>();
    byKey.forEach((key, lines) -> distinct.put(key, new ArrayList<>(new LinkedHashSet<>(lines))));
    return distinct;
  }
}
