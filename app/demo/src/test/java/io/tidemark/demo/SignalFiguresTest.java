package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.metrics.LatencyHistogram;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.testbed.JobCounts;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SignalFiguresTest {

  private static final long SECOND = 1_000_000_000L;

  private final SignalFigures figures = new SignalFigures();

  @Test
  void aJobThatStartsAgainHasNoFiguresAndNotZero() {
    update(0, 1);
    assertThat(figures.words()).startsWith("0 events, 0/s");
    update(100, 2);
    update(300, 4);
    assertThat(figures.words()).startsWith("300 events, 150/s  |  scored 0");
    update(0, 5);
    update(0, 6);
    assertThat(figures.words())
        .isEqualTo("the signal job's figures are not known until it runs again");
    update(10, 7);
    update(20, 8);
    assertThat(figures.words()).as("since it began anew").startsWith("20 events, 20/s");
  }

  private void update(long read, int second) {
    Map<String, Long> values = Map.of(MetricId.READ.accumulator(), read);
    figures.update(new JobCounts(values, new LatencyHistogram()), second * SECOND);
  }
}
