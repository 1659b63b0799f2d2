package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestVersions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same market under three versions, each of which was trained on a feed of its own. */
class TrainedRunsTest {

  private static final long HOUR = 3_600_000_000L;
  private static final String COIN = "BTC-USDT@test";

  @TempDir private Path store;
  @TempDir private Path directory;

  @Test
  void aDeadFeedIsJudgedByWhatTheVersionThatServesWasTrainedOn() throws Exception {
    TestVersions versions = new TestVersions(store);
    ModelRef calm = versions.put(2, at -> TestVersions.edit(at, m -> trainedOn(m, 30)));
    ModelRef lively = versions.put(3, at -> TestVersions.edit(at, m -> trainedOn(m, 3)));
    List<Fact> facts = new ArrayList<>();
    for (int hour = 0; hour < 250; hour++) {
      boolean stands = hour % 80 >= 40 && hour % 80 < 60; // 20 bars, under each version
      for (int minute = 5; minute < 60; minute += 10) {
        facts.add(trade(hour * HOUR + minute * HOUR / 60, stands ? 100 : 100 + hour % 7));
      }
    }
    facts.add(update(70, ModelAction.REGISTER, calm));
    facts.add(update(71, ModelAction.REGISTER, lively));
    facts.add(update(75, ModelAction.ACTIVATE, calm));
    facts.add(update(150, ModelAction.ACTIVATE, lively));
    facts.add(update(215, ModelAction.ROLL_BACK, calm));
    facts.sort(Comparator.comparingLong(Fact::availableAt));
    JobConfig config = TestConfig.signal("model.store=" + store, "risk.late-share=1");

    RecordSource<RawRecord> source = RecordSource.of(MarketLog.of(facts).partitions());
    SignalRun.of(config, source, 1, 0, directory);

    assertThat(said())
        .containsExactly(
            "210 OPENED limit 8.0 the close has not changed for 9 bars (limit 8 bars, the model's"
                + " training saw at most 3 bars)",
            "215 CLOSED limit 48.0 stale values no longer blocks, it did for 5 h");
  }

  private List<String> said() throws IOException {
    return SignalRun.decoded(directory, Topic.RISK_ALERTS).stream()
        .filter(alert -> alert.rule() == RiskRule.STALE_VALUES)
        .map(TrainedRunsTest::text)
        .toList();
  }

  private static String text(RiskAlert alert) {
    long hour = (alert.occurrence().eventTime() - Market.START) / HOUR;
    return hour + " " + alert.phase() + " limit " + alert.limit() + " " + alert.detail();
  }

  private static void trainedOn(ObjectNode manifest, int unchangedCloses) {
    manifest
        .putArray("feedRuns")
        .addObject()
        .put("instrument", COIN)
        .put("unchangedCloses", unchangedCloses)
        .put("barsWithoutVolume", 0)
        .put("bookUnmovedMicros", -1);
  }

  private static Trade trade(long time, double price) {
    long at = Market.START + time;
    return new Trade(COIN, at, at, "", price, 1, Side.BUY);
  }

  private static ModelUpdate update(int hour, ModelAction action, ModelRef model) {
    long at = Market.START + hour * HOUR + 29_000_000;
    return new ModelUpdate(Instruments.ALL, at, at, action, model, "test");
  }
}
