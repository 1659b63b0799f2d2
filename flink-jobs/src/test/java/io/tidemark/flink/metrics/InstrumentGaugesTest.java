package io.tidemark.flink.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.apache.flink.metrics.Gauge;
import org.junit.jupiter.api.Test;

class InstrumentGaugesTest {

  private static final List<MetricId> IDS = List.of(MetricId.KILL_SWITCH, MetricId.CLOCK_AHEAD);

  private final RecordingMetricGroup metrics = new RecordingMetricGroup();
  private long wall = 1_767_225_600_000L;
  private final InstrumentGauges gauges = InstrumentGauges.open(metrics, 2, () -> wall, IDS);

  @Test
  void whatIsNotKnownYetIsNotANumber() {
    of("BTC-USDT@test");
    assertThat(value("BTC-USDT@test", "kill_switch")).isNaN();
    assertThat(value("BTC-USDT@test", "clock_ahead")).isNaN();
  }

  @Test
  void eachInstrumentHasItsOwnAndShowsTheNewestValue() {
    of("BTC-USDT@test").set(MetricId.KILL_SWITCH, true);
    of("ETH-USDT@test").set(MetricId.KILL_SWITCH, true);
    of("BTC-USDT@test").set(MetricId.KILL_SWITCH, false);
    assertThat(value("BTC-USDT@test", "kill_switch")).isZero();
    assertThat(value("ETH-USDT@test", "kill_switch")).isEqualTo(1);
  }

  @Test
  void aClockIsHeldAgainstTheWallWhenItIsRead() {
    of("BTC-USDT@test").time(MetricId.CLOCK_AHEAD, (wall + 3_600_000) * 1_000);
    assertThat(value("BTC-USDT@test", "clock_ahead")).isEqualTo(3_600);
    wall += 3_700_000;
    assertThat(value("BTC-USDT@test", "clock_ahead")).isEqualTo(-100);
  }

  @Test
  void beyondTheBoundThereIsNoSeriesButTheirNumber() {
    of("a");
    of("b");
    assertThat(metrics.number("tidemark.without_series")).isZero();
    int series = metrics.metrics().size();
    for (int i = 0; i < 3; i++) {
      assertThat(gauges.of("c")).isNull();
      assertThat(gauges.of("d")).isNull();
    }
    assertThat(metrics.metrics()).hasSize(series);
    assertThat(metrics.number("tidemark.without_series")).isEqualTo(2);
    assertThat(gauges.of("a")).isNotNull();
  }

  @Test
  void whatIsNoGaugeOfAnInstrumentIsABug() {
    assertThatThrownBy(() -> InstrumentGauges.open(metrics, 1, () -> wall, List.of(MetricId.READ)))
        .hasMessage("READ is no gauge of an instrument");
    assertThatThrownBy(() -> of("a").set(MetricId.PAUSED, true))
        .hasMessage("PAUSED was not named when the gauges were opened");
  }

  private InstrumentGauges.Series of(String instrument) {
    return Objects.requireNonNull(gauges.of(instrument));
  }

  private double value(String instrument, String name) {
    Gauge<?> gauge =
        (Gauge<?>) metrics.metrics().get("tidemark.instrument=" + instrument + "." + name);
    return (Double) Objects.requireNonNull(gauge).getValue();
  }
}
