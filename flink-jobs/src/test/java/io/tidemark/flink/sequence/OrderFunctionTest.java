package io.tidemark.flink.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Tick;
import io.tidemark.flink.config.SequenceConfig;
import io.tidemark.flink.state.CodecTypeInfo;
import io.tidemark.flink.state.LogEventCodec;
import io.tidemark.flink.testbed.Harness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The wall clock is the harness's; all times are ms on it. */
class OrderFunctionTest {

  private static final String BTC = "BTC-USDT@test";
  private static final int MANY = 1_000;

  private List<String> configured = List.of(BTC, "ETH-USDT@test");

  private final List<KeyedOneInputStreamOperatorTestHarness<String, LogEvent, LogEvent>> opened =
      new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable harness : opened) {
      harness.close();
    }
  }

  @Test
  void withoutWaitingEachArrivalGoesOnAtOnceInItsOwnOrder() throws Exception {
    var order = open(0, 0, MANY, null);

    arrive(order, 1_000, event("a", 1, 900));
    arrive(order, 1_001, event("b", 1, 800));

    assertThat(written(order)).containsExactly("a1", "b1");
  }

  @Test
  void whatIsHeldIsWrittenInTheOrderInWhichItCouldBeKnown() throws Exception {
    var order = open(100, 0, MANY, null);

    arrive(order, 1_010, event("a", 1, 950));
    arrive(order, 1_020, event("b", 1, 940));
    arrive(order, 1_030, event("c", 1, 930));
    assertThat(written(order)).isEmpty();
    order.setProcessingTime(1_200);

    assertThat(written(order)).containsExactly("c1", "b1", "a1");
  }

  @Test
  void theOrderWithinAnOriginIsNeverChanged() throws Exception {
    var order = open(100, 0, MANY, null);

    arrive(order, 1_010, event("a", 1, 950));
    arrive(order, 1_020, event("a", 2, 900));
    arrive(order, 1_030, event("b", 1, 940));
    order.setProcessingTime(1_200);

    assertThat(written(order)).containsExactly("b1", "a1", "a2");
  }

  @Test
  void instrumentsDoNotWaitForEachOther() throws Exception {
    var order = open(100, 0, MANY, null);

    arrive(order, 1_010, event("a", 1, 950));
    arrive(order, 1_150, event("ETH-USDT@test", "b", 1, 940));
    order.setProcessingTime(1_200);

    assertThat(written(order)).containsExactly("a1");
  }

  @Test
  void whatIsHeldSurvivesARestart() throws Exception {
    var before = open(100, 0, MANY, null);
    arrive(before, 1_010, event("a", 1, 950));
    arrive(before, 1_020, event("b", 1, 940));
    OperatorSubtaskState snapshot = before.snapshot(1, 1_020);

    var after = open(100, 0, MANY, snapshot);
    arrive(after, 1_060, event("c", 1, 945));
    after.setProcessingTime(1_300);

    assertThat(written(after)).containsExactly("b1", "c1", "a1");
  }

  @Test
  void whatWasHeldGoesFirstWhenAJobComesBackWithoutWaiting() throws Exception {
    var before = open(100, 0, MANY, null);
    arrive(before, 1_010, event("a", 1, 950));
    OperatorSubtaskState snapshot = before.snapshot(1, 1_020);

    var after = open(0, 0, MANY, snapshot);
    arrive(after, 1_030, event("a", 2, 960));

    assertThat(written(after)).containsExactly("a1", "a2");
  }

  @Test
  void theEndOfABoundedInputLetsGoOfAllThatIsHeld() throws Exception {
    var order = open(100, 1_000, MANY, null);
    arrive(order, 1_010, event("a", 1, 950));
    arrive(order, 1_020, event("b", 1, 940));

    order.processWatermark(Long.MAX_VALUE);

    assertThat(written(order)).containsExactly("b1", "a1");
  }

  @Test
  void noMoreThanTheLimitIsHeldHoweverFastItComes() throws Exception {
    var order = open(1_000_000, 0, 10, null);
    int largest = 0;

    for (int i = 0; i < 200; i++) {
      arrive(order, 1_000, event("a", i, i));
      largest = Math.max(largest, i + 1 - written(order).size());
    }

    assertThat(largest).isEqualTo(10);
    assertThat(written(order).subList(0, 3)).containsExactly("a0", "a1", "a2");
  }

  @Test
  void timePassesByTheWallClockWhileNothingArrives() throws Exception {
    var order = open(0, 1_000, MANY, null);

    arrive(order, 10_500, event("a", 1, 10_400));
    let(order, 11_000, 12_000, 13_000, 14_000);

    assertThat(written(order)).containsExactly("a1", "tick 12000", "tick 13000", "tick 14000");
  }

  @Test
  void noTickIsWrittenWhileABacklogIsRead() throws Exception {
    var order = open(0, 1_000, MANY, null);
    arrive(order, 10_500, event("a", 1, 1_000));
    let(order, 11_000);
    arrive(order, 11_400, event("a", 2, 5_000));
    let(order, 12_000);
    arrive(order, 12_400, event("a", 3, 12_300));
    arrive(order, 12_500, event("b", 1, 6_000));
    arrive(order, 12_600, event("a", 4, 12_500));
    let(order, 13_000);
    assertThat(written(order)).containsExactly("a1", "a2", "a3", "b1", "a4");

    let(order, 14_000);
    assertThat(written(order)).endsWith("tick 14000");
  }

  @Test
  void noTickIsWrittenAfterARestartBeforeTheBacklogIsRead() throws Exception {
    var before = open(0, 1_000, MANY, null);
    arrive(before, 10_500, event("a", 1, 10_400));
    let(before, 11_000, 12_000);
    OperatorSubtaskState snapshot = before.snapshot(1, 12_000);

    var after = open(0, 1_000, MANY, snapshot);
    let(after, 90_500);
    arrive(after, 90_600, event("a", 2, 12_500));
    let(after, 91_000);
    assertThat(written(after)).containsExactly("a2");

    let(after, 92_000);
    assertThat(written(after)).containsExactly("a2", "tick 92000");
  }

  @Test
  void noTickIsWrittenByATaskThatWasHeldUp() throws Exception {
    var order = open(0, 1_000, MANY, null);
    arrive(order, 10_500, event("a", 1, 10_400));
    let(order, 11_000, 12_000);

    let(order, 60_200);

    assertThat(written(order)).containsExactly("a1", "tick 12000");
  }

  @Test
  void aTickDoesNotOvertakeWhatIsHeld() throws Exception {
    var order = open(400, 1_000, MANY, null);
    arrive(order, 10_500, event("a", 1, 10_400));
    let(order, 11_000, 11_200, 11_600);
    arrive(order, 11_900, event("a", 2, 11_850));
    let(order, 12_000);
    arrive(order, 12_100, event("a", 3, 11_950));
    let(order, 12_400, 12_800);

    assertThat(written(order)).containsExactly("a1", "a2", "a3", "tick 12000");
  }

  @Test
  void ticksEndWhenAJobComesBackWithoutThem() throws Exception {
    var before = open(0, 1_000, MANY, null);
    arrive(before, 10_500, event("a", 1, 10_400));
    OperatorSubtaskState snapshot = before.snapshot(1, 10_500);

    var after = open(0, 0, MANY, snapshot);
    let(after, 11_000, 12_000, 13_000);

    assertThat(written(after)).isEmpty();
    assertThat(after.numProcessingTimeTimers()).isZero();
  }

  @Test
  void ofAnInstrumentThatIsNoLongerConfiguredTimeDoesNotPass() throws Exception {
    var before = open(0, 1_000, MANY, null);
    arrive(before, 500, event("a", 1, 490));
    let(before, 1_000, 2_000);
    OperatorSubtaskState snapshot = before.snapshot(1, 2_100);

    configured = List.of("ETH-USDT@test");
    var after = open(0, 1_000, MANY, snapshot);
    let(after, 3_000, 4_000, 5_000, 6_000);

    assertThat(written(after)).isEmpty();
    assertThat(after.numProcessingTimeTimers()).isZero();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, LogEvent, LogEvent> open(
      long wait, long tick, int maxHeld, @Nullable OperatorSubtaskState from) throws Exception {
    SequenceConfig config =
        new SequenceConfig(
            Duration.ofMillis(wait),
            Duration.ofMillis(tick),
            Duration.ofMinutes(1),
            maxHeld,
            50_000,
            Duration.ofSeconds(30),
            Duration.ofMinutes(2));
    var harness =
        Harness.open(
            new KeyedProcessOperator<>(new OrderFunction(config, configured, 100)),
            LogEvent::instrument,
            CodecTypeInfo.ofImmutable(LogEvent.class, new LogEventCodec()),
            from);
    opened.add(harness);
    return harness;
  }

  private static void arrive(
      KeyedOneInputStreamOperatorTestHarness<String, LogEvent, LogEvent> order,
      long now,
      LogEvent event)
      throws Exception {
    order.setProcessingTime(now);
    order.processElement(event, 0);
  }

  private static void let(
      KeyedOneInputStreamOperatorTestHarness<String, LogEvent, LogEvent> order, long... times)
      throws Exception {
    for (long time : times) {
      order.setProcessingTime(time);
    }
  }

  private static LogEvent event(String topic, long offset, long availableAt) {
    return event(BTC, topic, offset, availableAt);
  }

  private static LogEvent event(String instrument, String topic, long offset, long availableAt) {
    long micros = availableAt * 1_000;
    Funding fact = new Funding(instrument, micros, micros, 0);
    return new LogEvent(instrument, micros, new Origin(topic, 0, offset), -1, 0, fact);
  }

  /** Topic and offset of each, or the time of a tick in ms. */
  private static List<String> written(
      KeyedOneInputStreamOperatorTestHarness<String, LogEvent, LogEvent> order) {
    return order.extractOutputValues().stream()
        .map(
            event ->
                event.fact() instanceof Tick tick
                    ? "tick " + tick.eventTime() / 1_000
                    : event.origin().topic() + event.origin().offset())
        .toList();
  }
}
