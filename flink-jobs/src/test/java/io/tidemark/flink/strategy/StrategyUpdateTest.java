package io.tidemark.flink.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.testbed.Harness;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an order in the log that would change a model of a strategy. */
class StrategyUpdateTest {

  private static final String INSTRUMENT = Market.INSTRUMENTS.get(0);
  private static final String PINNED = "a strategy pins its models by its hash";

  @TempDir private Path folder;

  private final List<LogEvent> events = new ArrayList<>();
  private final List<ModelAlert> alerts = new ArrayList<>();
  private int middle = 200;
  private StrategyFile file;
  private JobConfig config;

  @BeforeEach
  void open() throws Exception {
    Path path = TestStrategy.three(folder);
    config = TestConfig.strategy(path);
    file = StrategyPipeline.file(path.toString(), config);
    PlainRun.events(MarketLog.of(Market.facts(13))).stream()
        .filter(event -> event.instrument().equals(INSTRUMENT))
        .limit(300)
        .forEach(events::add);
  }

  @Test
  void anOrderForAMemberIsRefusedOnceByThatMemberAndTheStrategySaysWhatItSaid() throws Exception {
    List<String> without = rounds();
    assertThat(without).hasSizeGreaterThan(100);
    assertThat(alerts).as("control: nothing was ordered").isEmpty();
    ModelRef serves = own("fast");
    order(ModelAction.ACTIVATE, new ModelRef(serves.id(), "2", "ab".repeat(32)));

    assertThat(rounds()).isEqualTo(without);
    assertThat(alerts).hasSize(1);
    ModelAlert refused = alerts.get(0);
    assertThat(refused.occurrence().phase()).isEqualTo(AlertPhase.OPENED);
    assertThat(refused.serving()).isEqualTo(serves);
    assertThat(refused.detail()).contains(PINNED, "names " + serves.id() + "/2");
  }

  @Test
  void theAlertClosesWithAnOrderForWhatServes() throws Exception {
    ModelRef serves = own("fast");
    order(ModelAction.ACTIVATE, new ModelRef(serves.id(), "2", "ab".repeat(32)));
    order(ModelAction.ROLL_BACK, serves);

    rounds();

    assertThat(alerts)
        .extracting(alert -> alert.occurrence().phase())
        .containsExactly(AlertPhase.OPENED, AlertPhase.CLOSED);
    assertThat(alerts.get(1).occurrence().id()).isEqualTo(alerts.get(0).occurrence().id());
  }

  @Test
  void anOrderForTheVersionThatServesAsAnotherMemberOfOneNameIsNoFault() throws Exception {
    Path both =
        TestStrategy.write(
            folder,
            "both",
            "  older: {path: %s}\n  newer: {path: %s}\n"
                .formatted(TestModel.SEQUENCE, TestModel.PREFIXED),
            "decide: {vote: {of: [older, newer], agree: 1}}\n");
    config = TestConfig.strategy(both);
    file = StrategyPipeline.file(both.toString(), config);
    order(ModelAction.ROLL_BACK, own("newer"));

    rounds();

    assertThat(own("newer").id()).isEqualTo(own("older").id());
    assertThat(alerts).isEmpty();
  }

  @Test
  void anOrderForAModelThatIsNoneOfThemIsRefusedOnce() throws Exception {
    order(ModelAction.ACTIVATE, new ModelRef("other", "1", "ab".repeat(32)));

    rounds();

    assertThat(alerts)
        .singleElement()
        .satisfies(alert -> assertThat(alert.detail()).contains(PINNED, "names other/1"));
  }

  private ModelRef own(String member) {
    return Objects.requireNonNull(file.strategy().models().get(member)).ref();
  }

  /** In the middle of the log, behind those that were given before. */
  private void order(ModelAction action, ModelRef model) {
    long at = events.get(middle - 1).availableAt();
    ModelUpdate update = new ModelUpdate(INSTRUMENT, at, at, action, model, "ann");
    Origin origin = new Origin("updates", 0, middle);
    events.add(middle, new LogEvent(INSTRUMENT, at, origin, -1, 0, update));
    middle++;
  }

  /** What is said of the market, an event a line; the alerts are kept. */
  private List<String> rounds() throws Exception {
    List<String> rounds = new ArrayList<>();
    alerts.clear();
    var harness =
        Harness.open(
            new StrategyScoreOperator(file.packed(), config),
            LogEvent::instrument,
            TypeInformation.of(StrategyRound.class),
            null);
    try {
      for (int i = 0; i < events.size(); i++) {
        LogEvent at = events.get(i);
        harness.processElement(
            new LogEvent(at.instrument(), at.availableAt(), at.origin(), i, 0, at.fact()), 0);
      }
      harness.prepareSnapshotPreBarrier(1);
      for (StrategyRound round : harness.extractOutputValues()) {
        round.assessments().stream()
            .filter(each -> each.assessment().scored())
            .map(each -> each.member() + " " + each.assessment().prediction().first())
            .forEach(rounds::add);
      }
      var side = harness.getSideOutput(Topic.MODEL_ALERTS.tag());
      if (side != null) {
        for (StreamRecord<ModelAlert> each : side) {
          alerts.add(Objects.requireNonNull(each.getValue()));
        }
      }
    } finally {
      harness.close();
    }
    return rounds;
  }
}
