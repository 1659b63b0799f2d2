package io.tidemark.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.Trigger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LUNAUSDT, which is Terra until May 2022 and another coin 18 days later, as it was recorded. */
final class RecordedDelistingTest {

  private static final long HOUR = 3_600_000_000L;
  private static final long WEEK = 7 * 24 * HOUR;
  private static final long RELISTED = micros("2022-05-31T06:00:00Z");

  @TempDir private Path directory;
  private List<LogEvent> log = List.of();

  @BeforeEach
  void readLuna() throws IOException {
    Path recorded =
        Path.of(System.getProperty("tidemark.root"))
            .resolve("../shared/data/ohlcv/binance_spot_1h_delisted.csv.gz");
    assumeTrue(Files.exists(recorded), "needs recorded data: " + recorded);
    List<String> rows = new ArrayList<>(List.of(TestFiles.CANDLES));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(recorded)), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> line.startsWith("LUNAUSDT,"))
          .forEach(line -> rows.add(line.substring("LUNAUSDT,".length())));
    }
    Path luna =
        TestFiles.write(directory, "binance_spot_1h/LUNAUSDT.csv", rows.toArray(new String[0]));
    List<LogEvent> events = new ArrayList<>();
    try (Replay replay = Replay.open(List.of(DataFile.recognise(luna)), List.of())) {
      replay.forEachRemaining(item -> events.add(((ReplayItem.Event) item).event()));
    }
    log = events;
  }

  @Test
  void theSecondCoinIsSeenAsIfThereHadNeverBeenAFirst() {
    List<LogEvent> second = log.stream().filter(event -> event.availableAt() > RELISTED).toList();
    List<String> alone = fold(WEEK, second);

    List<String> both = fold(WEEK, log);

    assertThat(both.subList(both.size() - alone.size(), both.size())).isEqualTo(alone);
    assertThat(alone.get(alone.size() - 1)).contains("scored");
  }

  @Test
  void aPriceOfTheFirstCoinIsForgottenAWeekAfterItsLastBarAndNotBefore() {
    FeatureScoring scoring = scoring(WEEK);
    ScoringState state = new ScoringState();
    long lastBar = 0;
    int without = 0;
    for (LogEvent event : log) {
      Assessment assessment = scoring.step(state, event).assessment();
      if (event.fact() instanceof Candle) {
        lastBar = event.availableAt();
      } else if (event.fact().kind() == EventKind.TICK) {
        assertThat(assessment).isNotNull();
        boolean expired = event.availableAt() - lastBar > WEEK;
        assertThat(Double.isNaN(assessment.market().price().value())).isEqualTo(expired);
        without += expired ? 1 : 0;
      }
    }
    // two bars that begin 438 hours apart have 437 ticks between them
    assertThat(without).isEqualTo(437 - 7 * 24);
  }

  private static List<String> fold(long expireAfter, List<LogEvent> log) {
    FeatureScoring scoring = scoring(expireAfter);
    ScoringState state = new ScoringState();
    List<String> said = new ArrayList<>();
    for (LogEvent event : log) {
      Assessment assessment = scoring.step(state, event).assessment();
      said.add(
          assessment == null
              ? "-"
              : (assessment.scored() ? "scored " : "")
                  + assessment.barsToWarm()
                  + Arrays.toString(assessment.features())
                  + assessment.market().price().value()
                  + assessment.market().value(MarketInput.ATR)
                  + assessment.market().value(MarketInput.VOLATILITY));
    }
    return said;
  }

  private static FeatureScoring scoring(long expireAfter) {
    return new FeatureScoring(
        new FeatureSet(List.of("log_return", "rsi(14)", "ema_distance(20)@4h"), HOUR),
        1,
        Trigger.BAR,
        of -> BarSource.CANDLES,
        3,
        expireAfter);
  }

  private static long micros(String time) {
    return Instant.parse(time).getEpochSecond() * 1_000_000;
  }
}
