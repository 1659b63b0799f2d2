package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.testbed.LastValues;
import io.tidemark.flink.testbed.LocalJob;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.StoppedJob;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real cluster's reporter is told of each instrument. */
class GaugesInAJobTest {

  private static final long HOUR = 3_600_000_000L;

  /** The kill switch is on from hour 70 to 73. */
  private static final long KILLED = Market.START + 71 * HOUR;

  private static final long RESUMED = Market.START + 80 * HOUR;

  private final JobConfig config = TestConfig.signal();
  private final MarketLog log = MarketLog.of(Market.facts(11));

  @TempDir private Path directory;

  @Test
  void aKillSwitchIsShownForAsLongAsItIsOnAlsoAfterARestartWithoutAnEvent() throws Exception {
    int[] killed = log.positions(KILLED);
    String savepoint = run("", log, killed, "killed", config);
    assertThat(of("killed", "kill_switch")).isEqualTo(List.of(1.0, 1.0, 1.0));
    assertThat(of("killed", "blocked_by")).allMatch(place -> place == RiskRule.KILL_SWITCH.place());
    assertThat(of("killed", "blocked_since"))
        .allMatch(time -> Math.abs(time - (Market.START + 70 * HOUR) / 1e6) < 60);
    assertThat(of("killed", "serving_version")).isEqualTo(List.of(1.0, 1.0, 1.0));
    assertThat(of("killed", "warm_up_left")).isEqualTo(List.of(0.0, 0.0, 0.0));
    assertThat(of("killed", "late_share")).allMatch(share -> share > 0 && share < 0.1);
    assertThat(of("killed", "price_age")).allMatch(age -> age >= 0 && age < 3_600);
    assertThat(of("killed", "unscored")).allMatch(bars -> bars >= 0 && bars <= 1);

    String again = run(savepoint, log, killed, "restarted", config);
    assertThat(values("restarted").get("facts")).as("events after the restart").isZero();
    assertThat(of("restarted", "kill_switch")).isEqualTo(List.of(1.0, 1.0, 1.0));
    assertThat(of("restarted", "blocked_since")).isEqualTo(of("killed", "blocked_since"));
    assertThat(of("restarted", "price_age")).isEqualTo(of("killed", "price_age"));

    run(again, log, log.positions(RESUMED), "resumed", config);
    assertThat(of("resumed", "kill_switch")).isEqualTo(List.of(0.0, 0.0, 0.0));
  }

  @Test
  void whatStandsIsShownAlsoAfterARestart() throws Exception {
    JobConfig lapse = TestConfig.signal("sequence.tick=0s", "signal.min-strength=0");
    int[] until = log.positions(Market.START + 65 * HOUR);
    String savepoint = run("", log, until, "standing", lapse);
    List<Double> standing = of("standing", "standing_action");
    assertThat(standing).hasSize(3).isNotEqualTo(List.of(0.0, 0.0, 0.0));
    assertThat(of("standing", "clock_ahead")).as("in a time-lapse").allMatch(each -> each.isNaN());
    run(savepoint, log, until, "restarted", lapse);
    assertThat(of("restarted", "standing_action")).isEqualTo(standing);
  }

  @Test
  void aPauseIsShownForAsLongAsItLasts() throws Exception {
    int[] wild = log.positions(Market.START + 125 * HOUR);
    String savepoint = run("", log, wild, "paused", config);
    List<Double> paused = of("paused", "paused");
    assertThat(paused).contains(1.0);
    List<Double> ratios = of("paused", "drift_ratio");
    for (int i = 0; i < paused.size(); i++) {
      assertThat(ratios.get(i)).isGreaterThan(paused.get(i) == 1 ? 0.2 : 0);
    }
    run(savepoint, log, wild, "restarted", config);
    assertThat(of("restarted", "paused")).isEqualTo(paused);
  }

  /** What no alert saw: everything is read, every trade is late, nothing is scored. */
  @Test
  void aClockThatWasPoisonedShowsAsUnscoredAndLate() throws Exception {
    List<Fact> facts = new ArrayList<>();
    for (Fact fact : Market.facts(11)) {
      if (facts.isEmpty()) {
        facts.addAll(poison(fact.availableAt()));
      }
      if (fact instanceof Trade) {
        facts.add(fact);
      }
    }
    MarketLog poisoned = MarketLog.of(facts);
    int[] all = poisoned.partitions().stream().mapToInt(records -> records.size() - 1).toArray();
    run("", poisoned, all, "poisoned", config);

    Map<String, Double> values = values("poisoned");
    assertThat(values.get("read")).isGreaterThan(4_000);
    assertThat(values.get("scored")).isZero();
    assertThat(values.get("late")).isGreaterThan(4_000);
    assertThat(of("poisoned", "late_share")).allMatch(share -> share > 0.9);
    assertThat(of("poisoned", "unscored")).allMatch(bars -> bars > 3);
  }

  @Test
  void anUpdateThatWasRefusedIsShownUntilAnotherSucceedsAlsoAfterARestart() throws Exception {
    List<Fact> facts = new ArrayList<>(Market.facts(11));
    long refused = Market.START + 10 * HOUR;
    long settled = Market.START + 20 * HOUR;
    facts.add(update(refused, ModelAction.ROLL_BACK, new ModelRef("absent", "7", "0".repeat(64))));
    facts.add(update(settled, ModelAction.END_SHADOW, TestModel.artefact(config).describe().ref()));
    MarketLog updated = MarketLog.ofUnsorted(facts);

    int[] between = updated.positions(refused + HOUR);
    String savepoint = run("", updated, between, "refused", config);
    assertThat(of("refused", "update_refused")).isEqualTo(List.of(1.0, 1.0, 1.0));
    assertThat(of("refused", "serving_version")).isEqualTo(List.of(1.0, 1.0, 1.0));
    savepoint = run(savepoint, updated, between, "restarted", config);
    assertThat(of("restarted", "update_refused")).isEqualTo(List.of(1.0, 1.0, 1.0));
    run(savepoint, updated, updated.positions(settled + HOUR), "settled", config);
    assertThat(of("settled", "update_refused")).isEqualTo(List.of(0.0, 0.0, 0.0));
  }

  @Test
  void noMoreInstrumentsHaveSeriesThanAreAllowed() throws Exception {
    JobConfig one = TestConfig.signal("metrics.max-instruments=1");
    run("", log, log.positions(KILLED), "one", one);
    assertThat(of("one", "kill_switch")).hasSize(1);
    assertThat(values("one").get("without_series"))
        .as("two in each of three operators")
        .isEqualTo(6);
  }

  private static Fact update(long at, ModelAction action, ModelRef model) {
    return new ModelUpdate(Instruments.ALL, at, at, action, model, "test");
  }

  /** A time that is far ahead of all that follows. */
  private static List<Fact> poison(long at) {
    return Market.INSTRUMENTS.stream()
        .<Fact>flatMap(
            each -> List.of(new Tick(each, at), new Tick(each, at + 1_000 * HOUR)).stream())
        .toList();
  }

  /** Runs the job until its source waits, stops it, and says where its savepoint is. */
  private String run(String from, MarketLog log, int[] until, String name, JobConfig with)
      throws Exception {
    Path place = Files.createDirectories(directory.resolve(name));
    Path signs = Files.createDirectories(place.resolve("signs"));
    StreamExecutionEnvironment env =
        LocalJob.environment(with, 1, 0, place.resolve("checkpoints"), from);
    env.configure(LastValues.settings(place.resolve("metrics")));
    SignalPipeline.define(
        env,
        with,
        TestModel.artefact(with),
        RecordSource.holdingAt(log.partitions(), until, signs),
        new SignalSinks() {
          @Override
          public <T> Sink<T> of(OutputTopic<T> output) {
            return new DiscardingSink<>();
          }
        });
    return StoppedJob.of(env, until.length, signs, place.resolve("savepoints")).savepoint();
  }

  private Map<String, Double> values(String name) throws IOException {
    return LastValues.read(directory.resolve(name).resolve("metrics"));
  }

  /** Of every instrument that has it, in their order. */
  private List<Double> of(String name, String gauge) throws IOException {
    return values(name).entrySet().stream()
        .filter(each -> each.getKey().startsWith("instrument." + gauge + " "))
        .map(Map.Entry::getValue)
        .toList();
  }
}
