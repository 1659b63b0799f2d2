package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.score.Assessment;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.testbed.Harness;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When FEATURES + SCORE hands on, by a clock that the test moves. */
class ScoreOperatorTest {

  private static final JobConfig EVERY =
      TestConfig.signal("model.path=" + TestModel.DIRECTORY, "score.batch=8", "score.wait=2 ms");

  private final PlainRun plain;
  private final List<KeyedOneInputStreamOperatorTestHarness<String, LogEvent, Assessment>> opened =
      new ArrayList<>();

  ScoreOperatorTest() throws Exception {
    plain = PlainRun.of(EVERY, MarketLog.of(Market.facts(13)));
  }

  @AfterEach
  void close() throws Exception {
    for (var operator : opened) {
      operator.close();
    }
  }

  @Test
  void whateverWaitsForWhatTheAssessmentsAreThoseOfThePlainLoop() throws Exception {
    for (String batch : List.of("1", "2", "7", "16", "32")) {
      JobConfig config =
          TestConfig.signal("model.path=" + TestModel.DIRECTORY, "score.batch=" + batch);
      var operator = open(config);
      for (LogEvent event : plain.events) {
        operator.processElement(event, 0);
      }
      operator.endInput();
      assertThat(described(operator.extractOutputValues())).isEqualTo(expected());
    }
  }

  @Test
  void underLoadItHandsOnFullBatchesAndInBetweenNothing() throws Exception {
    var operator = open(EVERY);
    operator.setProcessingTime(1_000);
    int out = warm(operator);
    int most = 0;
    int waited = 0;
    for (LogEvent event : plain.events.subList(plain.events.size() / 2, plain.events.size())) {
      operator.processElement(event, 0);
      int now = operator.extractOutputValues().size();
      most = Math.max(most, now - out);
      waited += now == out ? 1 : 0;
      out = now;
    }
    assertThat(most).isGreaterThanOrEqualTo(8);
    assertThat(waited).isGreaterThan(100);
  }

  @Test
  void whatWaitsIsHandedOnAfterTheMoment() throws Exception {
    var operator = open(EVERY);
    operator.setProcessingTime(1_000);
    warm(operator);
    int before = waiting(operator);
    operator.setProcessingTime(1_002);
    assertThat(operator.extractOutputValues()).hasSizeGreaterThan(before);
  }

  @Test
  void afterAMomentWithoutAScoreTheNextEventIsScoredAtOnce() throws Exception {
    var operator = open(EVERY);
    operator.setProcessingTime(1_000);
    warm(operator);
    long time = 1_000;
    for (LogEvent event : plain.events.subList(plain.events.size() / 2, plain.events.size())) {
      time += 3;
      operator.setProcessingTime(time);
      int before = operator.extractOutputValues().size();
      int expected = assessments(event);
      operator.processElement(event, 0);
      assertThat(operator.extractOutputValues()).hasSize(before + expected);
    }
  }

  @Test
  void nothingWaitsAtABarrier() throws Exception {
    var operator = open(EVERY);
    operator.setProcessingTime(1_000);
    warm(operator);
    int before = waiting(operator);
    operator.prepareSnapshotPreBarrier(1);
    assertThat(operator.extractOutputValues()).hasSizeGreaterThan(before);
  }

  private int assessments(LogEvent event) {
    return (int)
        plain.gated.stream()
            .map(Gated::assessment)
            .filter(
                a -> a.instrument().equals(event.instrument()) && a.logOffset() == event.offset())
            .count();
  }

  /** Half of the log; so much was handed on then. */
  private int warm(KeyedOneInputStreamOperatorTestHarness<String, LogEvent, Assessment> operator)
      throws Exception {
    for (LogEvent event : plain.events.subList(0, plain.events.size() / 2)) {
      operator.processElement(event, 0);
    }
    operator.prepareSnapshotPreBarrier(0);
    return operator.extractOutputValues().size();
  }

  /** Goes on until something waits; so much was handed on before. */
  private int waiting(KeyedOneInputStreamOperatorTestHarness<String, LogEvent, Assessment> operator)
      throws Exception {
    for (LogEvent event : plain.events.subList(plain.events.size() / 2, plain.events.size())) {
      int before = operator.extractOutputValues().size();
      operator.processElement(event, 0);
      if (assessments(event) > 0 && operator.extractOutputValues().size() == before) {
        return before;
      }
    }
    throw new AssertionError("nothing ever waited");
  }

  private KeyedOneInputStreamOperatorTestHarness<String, LogEvent, Assessment> open(
      JobConfig config) throws Exception {
    var operator =
        Harness.open(
            new ScoreOperator(TestModel.artefact(config), config),
            LogEvent::instrument,
            TypeInformation.of(Assessment.class),
            null);
    opened.add(operator);
    return operator;
  }

  private List<String> expected() {
    return described(plain.gated.stream().map(Gated::assessment).toList());
  }

  private static List<String> described(List<Assessment> assessments) {
    return assessments.stream()
        .map(
            a ->
                a.instrument()
                    + a.logOffset()
                    + " "
                    + Float.floatToIntBits(a.prediction().probability())
                    + Arrays.toString(a.features()))
        .toList();
  }
}
