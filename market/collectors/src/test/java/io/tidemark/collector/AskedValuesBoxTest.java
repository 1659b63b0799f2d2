package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxVenue;
import io.tidemark.collector.sink.FactSink;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What no stream says is asked of venues in the box, again and again. */
@Execution(ExecutionMode.CONCURRENT)
final class AskedValuesBoxTest {

  private static final int SPEED = 20;

  /** Four minutes of the collector's clock, in steps of 50 ms of the wall's. */
  private static final int STEPS = 240;

  private static final int FEW_STEPS = 60;

  @ParameterizedTest
  @EnumSource(names = {"HTX_FUTURES", "DYDX_V4"})
  void theRateThatSettledLastIsToldOnce(BoxVenue venue) throws Exception {
    List<Funding> rates = new CopyOnWriteArrayList<>();
    UnaryOperator<FactSink> heard =
        sink ->
            fact -> {
              if (fact instanceof Funding funding) {
                rates.add(funding);
              }
              sink.accept(fact);
            };
    try (BoxRun run = new BoxRun(List.of(venue), 5, SPEED, heard)) {
      run.live(FEW_STEPS);
    }
    assertThat(rates).extracting(Funding::rate).containsOnly(0.0000125);
    assertThat(rates).extracting(Funding::instrument).containsAll(venue.instruments());
    assertThat(Set.copyOf(rates)).hasSameSizeAs(rates);
  }

  @ParameterizedTest
  @EnumSource(names = {"BINANCE_FUTURES", "KUCOIN_FUTURES", "HTX_FUTURES"})
  void eachInstrumentsIsKnownAndAtMostSomeMinutesOld(BoxVenue venue) throws Exception {
    Map<String, Double> last = new ConcurrentHashMap<>();
    UnaryOperator<FactSink> heard =
        sink ->
            fact -> {
              if (fact instanceof Metric metric && metric.name().equals(Metric.OPEN_INTEREST)) {
                last.put(metric.instrument(), metric.value());
              }
              sink.accept(fact);
            };
    try (BoxRun run = new BoxRun(List.of(venue), 5, SPEED, heard)) {
      run.live(STEPS);
      for (int i = 0; i < venue.symbols().size(); i++) {
        long before = run.box(venue).market(venue.symbols().get(i)).openInterest();
        assertThat(last.get(venue.instruments().get(i)))
            .as("open interest of %s, a contract more each step", venue.instruments().get(i))
            .isNotNull()
            .isBetween(before - STEPS / 2.0, (double) before);
      }
      run.assertTrades(venue);
    }
  }
}
