package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.Valid;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A kill and a resume from a computer whose clock is far ahead of the market. */
class CommandsAheadTest {

  private static final long AHEAD = 43 * 3_600_000_000L;

  private final JobConfig config = TestConfig.signal("signal.emit=every", "signal.min-strength=0");
  private final List<Fact> facts = Market.facts(11);
  private final PlainRun undisturbed;

  CommandsAheadTest() throws Exception {
    undisturbed = PlainRun.of(config, MarketLog.of(facts));
  }

  @Test
  void areObeyedWhereTheyStandAndChangeNothingAfterwards() throws Exception {
    PlainRun run = run(CommandsAheadTest::ahead);

    Map<String, List<Signal>> before = signals(undisturbed);
    Map<String, List<Signal>> after = signals(run);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    int compared = 0;
    for (String instrument : after.keySet()) {
      long resumed = commands(instrument).get(1).offset();
      // the first names the HOLD that it replaces, whose time and so whose id is another
      List<String> expected = later(before.getOrDefault(instrument, List.of()), resumed);
      assertThat(later(after.getOrDefault(instrument, List.of()), resumed)).isEqualTo(expected);
      compared += expected.size();
    }
    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void giveTheHoldAndTheAlertsTheTimeOfTheMarket() throws Exception {
    PlainRun run = run(CommandsAheadTest::ahead);

    int holds = 0;
    for (Map.Entry<String, List<Signal>> signals : signals(run).entrySet()) {
      LogEvent kill = commands(signals.getKey()).get(0);
      for (Signal signal : signals.getValue()) {
        assertThat(signal.eventTime()).isLessThanOrEqualTo(end());
        if (signal.event().logOffset() == kill.offset()) {
          assertThat(signal.action()).isEqualTo(Action.HOLD);
          assertThat(signal.eventTime())
              .isBetween(kill.availableAt() - 3_600_000_000L, kill.availableAt());
          assertThat(signal.recommendation().validUntil())
              .isEqualTo(signal.eventTime() + signal.recommendation().horizon());
          holds++;
        }
      }
    }
    assertThat(holds).as("BUYs or SELLs that a kill took back").isPositive();
    List<RiskAlert> killed = killSwitch(run);
    assertThat(killed).hasSize(2 * Market.INSTRUMENTS.size());
    assertThat(killed)
        .allSatisfy(alert -> assertThat(alert.occurrence().eventTime()).isLessThan(end()));
  }

  @Test
  void wouldBeTheEndIfTheyMovedTheClockAsTicksDo() throws Exception {
    PlainRun run = run(each -> new Tick(each.instrument(), each.availableAt() + AHEAD));
    for (String instrument : signals(run).keySet()) {
      long resumed = commands(instrument).get(1).offset();
      assertThat(later(signals(run).getOrDefault(instrument, List.of()), resumed))
          .isNotEqualTo(later(signals(undisturbed).getOrDefault(instrument, List.of()), resumed));
    }
  }

  private static Fact ahead(Control control) {
    return new Control(
        control.instrument(),
        control.eventTime() + AHEAD,
        control.availableAt() + AHEAD,
        control.command(),
        control.by(),
        control.why());
  }

  private PlainRun run(Function<Control, Fact> instead) throws Exception {
    List<Fact> changed = new ArrayList<>();
    for (Fact fact : facts) {
      changed.add(fact instanceof Control control ? instead.apply(control) : fact);
    }
    return PlainRun.of(config, MarketLog.of(changed));
  }

  /** The kill and the resume as they would have been, of one instrument. */
  private List<LogEvent> commands(String instrument) {
    return undisturbed.events.stream()
        .filter(event -> event.instrument().equals(instrument))
        .filter(event -> event.fact() instanceof Control)
        .toList();
  }

  private long end() {
    return undisturbed.events.stream().mapToLong(LogEvent::availableAt).max().orElseThrow();
  }

  private static List<String> later(List<Signal> signals, long offset) {
    return signals.stream()
        .filter(signal -> signal.event().logOffset() > offset)
        .skip(1)
        .map(signal -> HexFormat.of().formatHex(Topic.SIGNALS.format().encode(signal)))
        .toList();
  }

  private static Map<String, List<Signal>> signals(PlainRun run) {
    Map<String, List<Signal>> signals = new TreeMap<>();
    run.signals.forEach(
        (instrument, lines) ->
            signals.put(
                instrument,
                lines.stream()
                    .map(HexFormat.of()::parseHex)
                    .map(bytes -> Valid.of(Topic.SIGNALS.format().decode(bytes)))
                    .toList()));
    return signals;
  }

  private static List<RiskAlert> killSwitch(PlainRun run) {
    return run.riskAlerts.values().stream()
        .flatMap(List::stream)
        .map(HexFormat.of()::parseHex)
        .map(bytes -> Valid.of(Topic.RISK_ALERTS.format().decode(bytes)))
        .filter(alert -> alert.rule() == RiskRule.KILL_SWITCH)
        .toList();
  }
}
