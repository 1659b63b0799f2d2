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
import io.tidemark.core.signal.Signal;
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
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One market under a version of its own, of others, and of all. */
class ServedInstrumentsTest {

  private static final long HOUR = 3_600_000_000L;

  /** In which the model that was made for others serves. */
  private static final Predicate<Long> OTHERS = hour -> hour > 80 && hour < 130;

  private static final String COIN = "BTC-USDT@test";

  @TempDir private Path store;
  @TempDir private Path directory;

  @Test
  void aVersionThatWasMadeForOthersIsRefusedAtItsFirstEventAndSaysSoOnce() throws Exception {
    run("risk.late-share=1");
    assertThat(alerts())
        .containsExactly(
            "80 OPENED the model was not made for BTC-USDT@test, but for ETH-*@*",
            "130 CLOSED other instrument no longer blocks, it did for 50 h");
    assertThat(hours()).anyMatch(OTHERS.negate()).noneMatch(OTHERS);
  }

  @Test
  void whereOthersAreMarkedEverySignalOfThatVersionSaysSoAndNoOtherDoes() throws Exception {
    run("risk.late-share=1", "risk.other-instruments=mark");
    assertThat(alerts()).isEmpty();
    assertThat(hours()).anyMatch(OTHERS);
    for (Signal signal : signals()) {
      boolean marked =
          signal.verdicts().stream().anyMatch(v -> v.rule() == RiskRule.OTHER_INSTRUMENT);
      assertThat(marked)
          .as("hour %d", hour(signal))
          .isEqualTo(signal.basis().modelVersion().equals("2"));
    }
  }

  private List<Signal> signals() throws IOException {
    return SignalRun.decoded(directory, Topic.SIGNALS);
  }

  private List<Long> hours() throws IOException {
    return signals().stream().map(ServedInstrumentsTest::hour).toList();
  }

  private static long hour(Signal signal) {
    return (signal.event().eventTime() - Market.START) / HOUR;
  }

  private void run(String... options) throws Exception {
    TestVersions versions = new TestVersions(store);
    ModelRef others = versions.put(2, at -> TestVersions.edit(at, m -> servedOn(m, "ETH-*@*")));
    ModelRef own = versions.put(3, at -> TestVersions.edit(at, m -> servedOn(m, COIN)));
    List<Fact> facts = new ArrayList<>();
    for (int hour = 0; hour < 200; hour++) {
      for (int minute = 5; minute < 60; minute += 10) {
        facts.add(trade(hour * HOUR + minute * HOUR / 60, 100 + hour % 7));
      }
    }
    facts.add(update(70, ModelAction.REGISTER, others));
    facts.add(update(71, ModelAction.REGISTER, own));
    facts.add(update(80, ModelAction.ACTIVATE, others));
    facts.add(update(130, ModelAction.ACTIVATE, own));
    facts.sort(Comparator.comparingLong(Fact::availableAt));
    List<String> all = new ArrayList<>(List.of(options));
    all.add("model.store=" + store);
    RecordSource<RawRecord> source = RecordSource.of(MarketLog.of(facts).partitions());
    SignalRun.of(TestConfig.signal(all.toArray(String[]::new)), source, 1, 0, directory);
  }

  private List<String> alerts() throws IOException {
    return SignalRun.decoded(directory, Topic.RISK_ALERTS).stream()
        .filter(alert -> alert.rule() == RiskRule.OTHER_INSTRUMENT)
        .filter(alert -> alert.occurrence().instrument().equals(COIN))
        .map(ServedInstrumentsTest::text)
        .toList();
  }

  private static String text(RiskAlert alert) {
    long hour = (alert.occurrence().eventTime() - Market.START) / HOUR;
    return hour + " " + alert.phase() + " " + alert.detail();
  }

  private static void servedOn(ObjectNode manifest, String instrument) {
    manifest.putArray("servedOn").add(instrument);
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
