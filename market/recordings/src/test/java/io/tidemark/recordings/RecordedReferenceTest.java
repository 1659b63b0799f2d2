package io.tidemark.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.Trigger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ETH beside BTC by the hour, seven recorded years. */
final class RecordedReferenceTest {

  private static final long HOUR = 3_600_000_000L;
  private static final String ETH = "ETH-USDT@binance";
  private static final int N = 24;

  private final Map<String, Map<Long, Double>> closes = new HashMap<>();
  private final FeatureSet set =
      new FeatureSet(
          List.of(
              "ref_return(btc_usdt.binance,6)",
              "ref_vol(btc_usdt.binance,24)",
              "ref_corr(btc_usdt.binance,24)",
              "ref_beta(btc_usdt.binance,24)"),
          HOUR);

  @Test
  void whatEthSeesOfBtcEqualsTheFormulasOverTheHoursThatWereKnown() {
    FeatureScoring scoring = new FeatureScoring(set, 1, Trigger.BAR, of -> BarSource.CANDLES, 3);
    ScoringState state = new ScoringState();
    List<DataFile> files = List.of(file("BTCUSDT"), file("ETHUSDT"));
    int checked = 0;
    try (Replay replay = Replay.open(files, List.of(), (log, of) -> set.refersTo(of))) {
      while (replay.hasNext()) {
        var event = ((ReplayItem.Event) replay.next()).event();
        if (event.instrument().equals(ETH)) {
          Assessment assessment = scoring.step(state, event).assessment();
          if (assessment != null && assessment.scored() && isWhole(event.fact().eventTime())) {
            check(assessment.features(), event.fact().eventTime() - HOUR);
            checked++;
          }
          if (event.fact() instanceof Candle candle) {
            closes
                .computeIfAbsent(candle.instrument(), each -> new HashMap<>())
                .put(candle.start(), candle.close());
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(58_000);
  }

  /** Whether both have all the hours that the longest of the formulas needs. */
  private boolean isWhole(long end) {
    for (long start = end - (N + 2) * HOUR; start < end; start += HOUR) {
      if (!btc().containsKey(start) && start < end - HOUR) {
        return false;
      }
      if (!of(ETH).containsKey(start) && start < end - HOUR) {
        return false;
      }
    }
    return true;
  }

  /** As the bar that starts then closes, its own candle is here and BTC's is not yet. */
  private void check(float[] features, long start) {
    long newest = start - HOUR;
    assertThat(features[0])
        .isCloseTo((float) (at(btc(), newest) / at(btc(), newest - 6 * HOUR) - 1), within(1e-6f));
    double squares = 0;
    double mine = 0;
    double theirs = 0;
    for (int i = 0; i < N; i++) {
      squares += Math.pow(change(btc(), newest - i * HOUR), 2);
      mine += change(of(ETH), newest - i * HOUR) / N;
      theirs += change(btc(), newest - i * HOUR) / N;
    }
    double both = 0;
    double own = 0;
    double other = 0;
    for (int i = 0; i < N; i++) {
      double x = change(btc(), newest - i * HOUR) - theirs;
      double y = change(of(ETH), newest - i * HOUR) - mine;
      both += x * y;
      own += y * y;
      other += x * x;
    }
    assertThat(features[1]).isCloseTo((float) Math.sqrt(squares / N * 8_760), within(1e-5f));
    assertThat(features[2]).isCloseTo((float) (both / Math.sqrt(own * other)), within(1e-5f));
    assertThat(features[3]).isCloseTo((float) (both / other), within(1e-4f));
  }

  private Map<Long, Double> btc() {
    return of("BTC-USDT@binance");
  }

  private Map<Long, Double> of(String instrument) {
    return closes.getOrDefault(instrument, Map.of());
  }

  private static double at(Map<Long, Double> closes, long start) {
    return closes.getOrDefault(start, Double.NaN);
  }

  private static double change(Map<Long, Double> closes, long start) {
    return Math.log(at(closes, start) / at(closes, start - HOUR));
  }

  private static DataFile file(String symbol) {
    Path path =
        Path.of(System.getProperty("tidemark.root"))
            .resolve("../shared/data/ohlcv/binance_spot_1h/" + symbol + ".csv.gz");
    assumeTrue(Files.exists(path), "needs recorded data: " + path);
    return DataFile.recognise(path);
  }
}
