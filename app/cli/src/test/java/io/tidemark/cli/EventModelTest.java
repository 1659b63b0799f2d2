package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.Trigger;
import io.tidemark.dataset.RecordedLog;
import io.tidemark.dataset.TrainingConfig;
import io.tidemark.flink.config.MarketSettings;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.recordings.DataFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The shipped model of every event, btc-event: what is scored is what was trained on. */
final class EventModelTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", ".."));
  private static final Path ARTEFACT = ROOT.resolve("models/artifacts/btc-event/1");
  private static final Path CONFIG = ROOT.resolve("models/training/configs/btc-event.json");
  private static final String HEADER = "open_time_ms,open,high,low,close,volume";
  private static final long HOUR = 3_600_000_000L;
  private static final long JULY_2018 = 1_530_403_200_000L;
  private static final int DAYS = 4;

  private Path folder = Path.of("");

  @BeforeEach
  void here(@TempDir Path fresh) throws IOException {
    folder = Files.createDirectory(fresh.resolve("bitfinex_spot_1m"));
  }

  @Test
  void theConfigurationOfItsTrainingIsWhatTheManifestNames() throws ModelRejectedException {
    TrainingConfig config = TrainingConfig.read(CONFIG);
    try (LoadedModel model = ModelArtefact.read(ARTEFACT).open()) {
      assertThat(model.featureNames()).isEqualTo(config.features());
      assertThat(model.metadata().timing().trigger()).isEqualTo(Trigger.EVERY);
      assertThat(config.trigger()).isEqualTo("every");
      assertThat(model.metadata().timing().barLength()).isEqualTo(HOUR);
      assertThat(config.bar()).isEqualTo("1h");
      assertThat(model.metadata().timing().horizonBars()).isEqualTo(config.horizonBars());
    }
  }

  @Test
  void whatIsScoredInSimulatedMinutesIsWhatTheExportHolds() throws Exception {
    holdExportAgainstServing(minutes());
  }

  @Test
  void whatIsScoredInRecordedMinutesIsWhatTheExportHolds() throws Exception {
    Path recorded = ROOT.resolve("../shared/data/ohlcv/bitfinex_spot_1m/BTCUSD_2018.csv.gz");
    assumeThat(recorded).as("recorded data beside the repository").exists();
    long end = JULY_2018 + DAYS * 86_400_000L;
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(recorded)),
                    StandardCharsets.US_ASCII));
        Stream<String> lines = in.lines()) {
      holdExportAgainstServing(
          lines
              .skip(1)
              .dropWhile(line -> millis(line) < JULY_2018)
              .takeWhile(line -> millis(line) < end)
              .toList());
    }
  }

  @Test
  void aManifestThatNamesOtherBarsIsNotServed() throws IOException {
    for (String file : List.of("model.onnx", "baseline.csv", "golden.csv", "manifest.json")) {
      Files.copy(ARTEFACT.resolve(file), folder.resolve(file));
    }
    Path manifest = folder.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"bar\": \"1h\"", "\"bar\": \"1m\""));
    assertThatThrownBy(() -> ModelArtefact.read(folder).open())
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("featureSetHash");
  }

  /** Every row of the export was scored, with these very bits, and nothing else was. */
  private void holdExportAgainstServing(List<String> minutes) throws Exception {
    Path bars = folder.resolve("BTCUSD.csv");
    Files.writeString(bars, HEADER + "\n" + String.join("\n", minutes) + "\n");
    Map<Long, Assessment> scored = assessments(bars);
    ExportedFile export = export(bars);
    assertThat(export.rows()).hasSizeGreaterThan((DAYS - 2) * 24 * 55);
    List<Long> times = export.column("event_time", Long.class);
    List<Boolean> closed = export.column("bar_closed", Boolean.class);
    assertThat(closed).contains(true, false);
    for (int row = 0; row < times.size(); row++) {
      Assessment assessment = scored.get(times.get(row));
      assertThat(assessment).as("scored at %s", times.get(row)).isNotNull();
      assertThat(closed.get(row)).isEqualTo(assessment.barClosed());
    }
    List<String> names = TrainingConfig.read(CONFIG).features();
    for (int i = 0; i < names.size(); i++) {
      List<Float> exported = export.column(names.get(i), Float.class);
      for (int row = 0; row < times.size(); row++) {
        float[] given = Objects.requireNonNull(scored.get(times.get(row))).features();
        assertThat(Float.floatToRawIntBits(exported.get(row)))
            .isEqualTo(Float.floatToRawIntBits(given[i]));
      }
    }
    long last = scored.keySet().stream().mapToLong(time -> time).max().orElseThrow();
    assertThat(scored.keySet().stream().filter(time -> time + HOUR <= last))
        .containsExactlyElementsOf(times);
  }

  /** By the clock: a minute bar is an event, and no two of them come at a time. */
  private static Map<Long, Assessment> assessments(Path bars) throws ModelRejectedException {
    Map<Long, Assessment> scored = new TreeMap<>();
    try (LoadedModel model = ModelArtefact.read(ARTEFACT).open();
        RecordedLog log =
            new RecordedLog(List.of(DataFile.recognise(bars)), new FeatureSet(List.of(), HOUR))) {
      FeatureScoring scoring =
          new FeatureScoring(
              new FeatureSet(model.featureNames(), model.metadata().timing().barLength()),
              model.metadata().timing().windowBars(),
              model.metadata().timing().trigger(),
              instrument -> BarSource.CANDLES,
              MarketSettings.BARS_MAX_FLAT.option().defaultValue());
      ScoringState state = new ScoringState();
      while (log.hasNext()) {
        LogEvent event = log.next();
        ScoreOutcome outcome = scoring.step(state, event);
        Assessment assessment = outcome.assessment();
        if (assessment != null && assessment.scored()) {
          assertThat(model.scorer().score(outcome.input())).isBetween(0.2f, 0.8f);
          assertThat(scored.put(assessment.clock(), assessment)).isNull();
        }
      }
    }
    return scored;
  }

  private ExportedFile export(Path bars) throws IOException {
    Path out = folder.resolve("export");
    StringWriter said = new StringWriter();
    int code =
        new CommandLine(new ExportCommand())
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute("--features-of", CONFIG.toString(), "--out", out.toString(), bars.toString());
    assertThat(code).as(said.toString()).isZero();
    return ExportedFile.read(out.resolve("BTC-USD@bitfinex.parquet"));
  }

  private static long millis(String line) {
    return Long.parseLong(line.substring(0, line.indexOf(',')));
  }

  /** A walk, with minutes missing now and then, also an hour's last. */
  private static List<String> minutes() {
    Random random = new Random(8);
    Stream.Builder<String> lines = Stream.builder();
    double price = 6_000;
    for (int i = 0; i < DAYS * 24 * 60; i++) {
      double open = price;
      price *= Math.exp(0.001 * random.nextGaussian());
      if (random.nextInt(40) > 0) {
        double high = Math.max(open, price);
        double low = Math.min(open, price);
        double volume = random.nextInt(50);
        long start = JULY_2018 + i * 60_000L;
        lines.add(start + "," + open + "," + high + "," + low + "," + price + "," + volume);
      }
    }
    return lines.build().toList();
  }
}
