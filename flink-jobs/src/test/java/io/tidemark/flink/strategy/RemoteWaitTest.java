package io.tidemark.flink.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.remote.TestInferenceServer;
import io.tidemark.flink.testbed.Harness;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long events and barriers wait in FEATURES + SCORE for a server that no longer answers. */
class RemoteWaitTest {

  private static final long MARGIN = 2_000;

  private final List<LogEvent> events =
      PlainRun.events(MarketLog.of(Market.facts(13))).stream()
          .filter(event -> event.instrument().equals(Market.INSTRUMENTS.get(0)))
          .limit(600)
          .toList();

  private final TestInferenceServer server = TestInferenceServer.of(TestModel.artefact());
  private final AtomicInteger asked = new AtomicInteger();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void neitherAnEventNorABarrierWaitsLongerThanTheTimeout() throws Exception {
    Waits calm = waits("10 s", TestInferenceServer::good);
    Waits slow = waits("500 ms", TestInferenceServer.after(60_000));

    assertThat(slow.longest()).isBetween(50L, 500 + MARGIN);
    assertThat(slow.order()).as("nothing is lost, and all is in order").isEqualTo(calm.order());
    assertThat(slow.unanswered()).isGreaterThan(50);
    assertThat(calm.unanswered()).as("control").isZero();
    assertThat(calm.order()).as("control").hasSizeGreaterThan(100);
  }

  @Test
  void withAnotherTimeoutTheyWaitForThat() throws Exception {
    assertThat(waits("3 s", TestInferenceServer.after(60_000)).longest())
        .isBetween(1_500L, 3_000 + MARGIN);
  }

  /**
   * What was seen.
   *
   * @param longest that an event or a barrier kept the task, ms
   * @param order of the events whose rounds came out
   * @param unanswered rounds in which a model gave no answer
   */
  private record Waits(long longest, List<EventRef> order, long unanswered) {}

  private Waits waits(String timeout, TestInferenceServer.Behaviour then) throws Exception {
    JobConfig config = config(timeout);
    server.behave(TestInferenceServer::good);
    PackedStrategy packed =
        StrategyPipeline.read(String.valueOf(config.model().strategy()), config);
    asked.set(0);
    server.behave(
        (exchange, good) -> {
          TestInferenceServer.Behaviour next =
              asked.incrementAndGet() <= 30 ? TestInferenceServer::good : then;
          next.answer(exchange, good);
        });
    var harness =
        Harness.open(
            new StrategyScoreOperator(packed, config),
            LogEvent::instrument,
            TypeInformation.of(StrategyRound.class),
            null);
    try {
      return waits(harness);
    } finally {
      harness.close();
    }
  }

  private Waits waits(
      KeyedOneInputStreamOperatorTestHarness<String, LogEvent, StrategyRound> harness)
      throws Exception {
    long longest = 0;
    for (int i = 0; i < events.size(); i++) {
      long from = System.nanoTime();
      harness.setProcessingTime(1_000L * i); // nothing waits for others
      harness.processElement(events.get(i), 0);
      if (i % 100 == 99) {
        harness.prepareSnapshotPreBarrier(i);
      }
      longest = Math.max(longest, (System.nanoTime() - from) / 1_000_000);
    }
    harness.endInput();
    List<EventRef> order = new ArrayList<>();
    long unanswered = 0;
    for (StrategyRound round : harness.extractOutputValues()) {
      order.add(round.assessments().get(0).assessment().cause().event());
      unanswered += round.assessments().stream().anyMatch(RemoteWaitTest::isSilent) ? 1 : 0;
    }
    return new Waits(longest, order, unanswered);
  }

  private static boolean isSilent(MemberAssessment each) {
    return each.assessment().prediction().silent();
  }

  private JobConfig config(String timeout) {
    Path own = folder.resolve(timeout.replace(" ", ""));
    own.toFile().mkdir();
    return TestConfig.strategy(TestStrategy.remote(own, server.url(), timeout));
  }
}
