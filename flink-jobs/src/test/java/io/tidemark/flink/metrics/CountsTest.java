package io.tidemark.flink.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.signal.RiskRule;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.junit.jupiter.api.Test;

class CountsTest {

  private final Map<String, Accumulator<?, ?>> accumulators = new TreeMap<>();
  private final RecordingMetricGroup metrics = new RecordingMetricGroup();

  @Test
  void oneCallCountsInTheMetricAndInTheAccumulator() {
    Counts counts = open(metrics, MetricId.READ, MetricId.DEAD);
    counts.add(MetricId.READ);
    counts.add(MetricId.READ, 2);
    counts.add(MetricId.DEAD, RejectReason.NOT_A_NUMBER);

    assertThat(metrics.number("tidemark.read")).isEqualTo(3);
    assertThat(total("read")).isEqualTo(3L);
    assertThat(metrics.number("tidemark.reason=not_a_number.dead")).isEqualTo(1);
    assertThat(total("dead.not_a_number")).isEqualTo(1L);
  }

  @Test
  void everyReasonIsThereFromTheStartWithZero() {
    open(metrics, MetricId.WITHHELD);

    assertThat(accumulators).hasSameSizeAs(RiskRule.values());
    assertThat(metrics.metrics()).hasSameSizeAs(RiskRule.values());
    assertThat(total("withheld.feed_silence")).isEqualTo(0L);
    assertThat(metrics.number("tidemark.rule=feed_silence.withheld")).isZero();
  }

  @Test
  void chainedOperatorsShareTheAccumulatorAndKeepTheirOwnMetrics() {
    RecordingMetricGroup other = new RecordingMetricGroup();
    Counts first = open(metrics, MetricId.DEAD);
    Counts second = open(other, MetricId.DEAD);
    first.add(MetricId.DEAD, RejectReason.EMPTY);
    second.add(MetricId.DEAD, RejectReason.EMPTY);

    assertThat(total("dead.empty")).isEqualTo(2L);
    assertThat(metrics.number("tidemark.reason=empty.dead")).isEqualTo(1);
    assertThat(other.number("tidemark.reason=empty.dead")).isEqualTo(1);
  }

  @Test
  void latencyIsShownAsTwoQuantiles() {
    Counts counts = open(metrics, MetricId.LATENCY);
    for (int i = 0; i < 98; i++) {
      counts.latency(3);
    }
    counts.latency(12);
    counts.latency(14);

    assertThat(metrics.number("tidemark.latency.p50")).isEqualTo(3);
    assertThat(metrics.number("tidemark.latency.p99")).isEqualTo(12);
    assertThat(accumulators.get("latency")).hasToString("p50 3 ms, p99 12 ms of 100");
  }

  @Test
  void aCountThatWasNotOpenedIsABug() {
    Counts counts = open(metrics, MetricId.DEAD);

    assertThatThrownBy(() -> counts.add(MetricId.READ))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("READ was not named when the counts were opened");
    assertThatThrownBy(() -> counts.latency(1))
        .hasMessage("LATENCY was not named when the counts were opened");
  }

  @Test
  void aReasonOfAnotherKindIsABug() {
    Counts counts = open(metrics, MetricId.DEAD, MetricId.READ);

    assertThatThrownBy(() -> counts.add(MetricId.DEAD, RiskRule.WARM_UP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DEAD is not counted by " + RiskRule.class);
    assertThatThrownBy(() -> counts.add(MetricId.DEAD)).hasMessage("DEAD is counted by reason");
    assertThatThrownBy(() -> counts.add(MetricId.READ, RejectReason.EMPTY))
        .hasMessage("READ is not counted by class io.tidemark.core.fact.RejectReason");
  }

  private Counts open(RecordingMetricGroup group, MetricId... ids) {
    return Counts.open(this::shared, group, ids);
  }

  private Accumulator<?, ?> shared(String name, Supplier<? extends Accumulator<?, ?>> fresh) {
    return accumulators.computeIfAbsent(name, each -> fresh.get());
  }

  private Object total(String name) {
    Accumulator<?, ?> accumulator = accumulators.get(name);
    return accumulator == null ? "no accumulator " + name : accumulator.getLocalValue();
  }
}
