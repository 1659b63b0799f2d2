package io.tidemark.cli;

import static io.tidemark.recordings.BinanceMessages.quote;
import static io.tidemark.recordings.BinanceMessages.received;
import static io.tidemark.recordings.BinanceMessages.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.dataset.ExportPlan;
import io.tidemark.dataset.FeatureExport;
import io.tidemark.dataset.LabelledRow;
import io.tidemark.dataset.RecordedLog;
import io.tidemark.recordings.DataFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ExportCommandTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", ".."));
  private static final long HOUR_MILLIS = 3_600_000L;
  private static final long START_MILLIS = 1_600_000_000_000L / HOUR_MILLIS * HOUR_MILLIS;

  private Path folder = Path.of("");
  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @BeforeEach
  void writeBars(@TempDir Path fresh) throws IOException {
    folder = fresh;
    StringBuilder csv = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
    Random random = new Random(2);
    double close = 100;
    for (int i = 0; i < 200; i++) {
      double open = close;
      close = Math.round(open * (1 + 0.01 * random.nextGaussian()) * 100) / 100.0;
      csv.append(START_MILLIS + i * HOUR_MILLIS).append(',').append(open).append(',');
      csv.append(Math.max(open, close)).append(',').append(Math.min(open, close)).append(',');
      csv.append(close).append(',').append(1 + random.nextInt(50)).append('\n');
    }
    Files.writeString(folder.resolve("bars.csv"), csv);
  }

  @Test
  void aFileHasTheVectorItsLabelsAndWhatTheyAre() throws IOException {
    assertThat(export("one", "--features", "log_return,macd(slow=26,fast=12,signal=9)")).isZero();
    ExportedFile file = exported("one");
    assertThat(file.columns())
        .containsExactly(
            "required binary instrument (STRING)",
            "required int64 event_time (TIMESTAMP(MICROS,true))",
            "required binary feature_set_hash (STRING)",
            "required boolean bar_closed",
            "required float log_return",
            "required float macd(12,26,9)",
            "required boolean label_up",
            "required double label_return",
            "required double label_volatility");
    String hash = FeatureSet.hash(List.of("log_return", "macd(12,26,9)"), HOUR_MILLIS * 1_000);
    assertThat(file.about())
        .containsEntry("tidemark.format", "1")
        .containsEntry("tidemark.bar", "1h")
        .containsEntry("tidemark.trigger", "bar")
        .containsEntry("tidemark.horizon_bars", "1")
        .containsEntry("tidemark.features", "log_return\nmacd(12,26,9)")
        .containsEntry("tidemark.feature_set_hash", hash)
        .containsEntry("tidemark.volatility_step", "5m")
        .containsEntry("tidemark.runs.book_unmoved", "")
        .containsKeys("tidemark.runs.unchanged_closes", "tidemark.runs.bars_without_volume");
    assertThat(file.column("feature_set_hash", String.class)).containsOnly(hash);
  }

  @Test
  void theRowsAreWhatTheServingCoreGivesForTheSameData() throws IOException {
    assertThat(export("one", "--features", "log_return,rsi(3)")).isZero();
    List<LabelledRow> folded = new ArrayList<>();
    ExportPlan plan = ExportPlan.of(List.of("log_return", "rsi(3)"), "1h", "bar", 1);
    DataFile bars = DataFile.recognise(folder.resolve("bars.csv"), "BTC-USDT@test");
    try (RecordedLog log = new RecordedLog(List.of(bars), plan.featureSet())) {
      FeatureExport.run(log, plan, name -> true, 3, 1, (name, runs) -> folded::add);
    }
    ExportedFile file = exported("one");
    assertThat(file.rows()).hasSize(folded.size()).hasSizeGreaterThan(150);
    for (int i = 0; i < folded.size(); i++) {
      LabelledRow row = folded.get(i);
      assertThat(file.rows().get(i))
          .containsEntry("instrument", "BTC-USDT@test")
          .containsEntry("event_time", row.clock())
          .containsEntry("bar_closed", true)
          .containsEntry("log_return", row.features()[0])
          .containsEntry("rsi(3)", row.features()[1])
          .containsEntry("label_up", row.forwardReturn() > 0)
          .containsEntry("label_return", row.forwardReturn())
          .containsEntry("label_volatility", row.forwardVolatility());
    }
    assertThat(said.toString())
        .contains(
            folded.size()
                + " rows, instruments: 1; dropped 1 (0 in a hole, 1 past the end); refused 0 rows of the data; 0 late");
  }

  @Test
  void whatAClockThatWasWrongForLongMakesLateIsCounted() throws IOException {
    List<String> rows = new ArrayList<>(List.of("trade_id,price,quantity,trade_time_ms,side"));
    for (int i = 0; i < 1_000; i++) {
      boolean wrong = i >= 300 && i < 700; // more than the rows that are asked can outvote
      long time = START_MILLIS + i * 60_000L + (wrong ? 30 * HOUR_MILLIS : 0);
      rows.add(i + "," + (100 + i % 7) + ",1," + time + ",BUY");
    }
    Path trades = folder.resolve("binance_spot_AAAUSDT_trades.csv");
    Files.write(trades, rows);

    List<String> words = List.of("--features", "log_return", "--bar", "1h", "--trigger", "bar");
    List<String> line = new ArrayList<>(words);
    line.addAll(List.of("--horizon", "1", "--out", folder.resolve("late").toString()));
    line.add(trades.toString());
    assertThat(execute(line.toArray(String[]::new))).isZero();

    assertThat(said.toString())
        .contains(
            "refused 0 rows of the data; 300 late, their bars had closed: ./tidemark quality shows"
                + " where the clock of the data jumps");
  }

  @Test
  void theSameDataGivesTheSameBytesAndLeavesNothingElse() throws IOException {
    export("one", "--features", "rsi(14)");
    export("two", "--features", "rsi(14)", "--parallelism", "2");
    assertThat(file("one")).hasSameBinaryContentAs(file("two"));
    assertThat(inside(folder.resolve("one"))).containsExactly(file("one"));
    assertThat(inside(folder))
        .containsExactlyInAnyOrder(
            folder.resolve("bars.csv"), folder.resolve("one"), folder.resolve("two"));
  }

  @Test
  void severalInstrumentsGiveTheSameBytesWhateverTheParallelism() throws IOException {
    for (String parallelism : List.of("1", "2", "3")) {
      int code =
          execute(
              "--features",
              "log_return,spread",
              "--bar",
              "1m",
              "--trigger",
              "every",
              "--horizon",
              "5",
              "--simulate-days",
              "1",
              "--parallelism",
              parallelism,
              "--out",
              folder.resolve(parallelism).toString());
      assertThat(code).as(complained.toString()).isZero();
    }
    List<Path> files = inside(folder.resolve("1"));
    assertThat(files).hasSize(3);
    for (Path file : files) {
      for (String other : List.of("2", "3")) {
        assertThat(folder.resolve(other).resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void aFolderThatHoldsSomethingIsNotWrittenOver() throws IOException {
    Files.createDirectory(folder.resolve("one"));
    assertThat(export("one", "--features", "rsi(14)")).as("an empty one is").isZero();
    byte[] before = Files.readAllBytes(file("one"));
    assertThat(export("one", "--features", "log_return")).isEqualTo(2);
    assertThat(complained.toString()).contains("name a new one, or delete what is there");
    assertThat(file("one")).hasBinaryContent(before);
  }

  @Test
  void whatAnEarlierRunLeftUnfinishedIsNamed() throws IOException {
    Files.createDirectory(folder.resolve("one.part"));
    assertThat(export("one", "--features", "rsi(14)")).isEqualTo(2);
    assertThat(complained.toString()).contains("one.part is there").contains("then delete it");
  }

  @Test
  void aParallelismThatCannotBeIsRefused() {
    assertThat(export("one", "--features", "rsi(14)", "--parallelism", "0")).isEqualTo(2);
    assertThat(complained.toString()).contains("--parallelism is 0, it must be 1 to 64");
  }

  @Test
  void aTrainingConfigurationBringsAllThatIsNeeded() throws IOException {
    Path config = ROOT.resolve("models/training/configs/btc-linear.json");
    int code = run("one", "--features-of", config.toString());
    assertThat(code).isZero();
    assertThat(exported("one").columns())
        .contains("required float log_return", "required float macd(12,26,9)");
  }

  @Test
  void aFeatureSetIsDataInAFile() throws IOException {
    Path set = folder.resolve("set.yaml");
    Files.writeString(
        set, "bar: 1h\ntrigger: bar\nhorizon: 1\nfeatures:\n  - log_return\n  - rsi(3)@4h\n");
    assertThat(run("one", "--features", set.toString())).isZero();
    assertThat(exported("one").about()).containsEntry("tidemark.features", "log_return\nrsi(3)@4h");
  }

  @Test
  void anOptionComesBeforeWhatTheFileSaysAndSaysWhatItDoesNot() throws IOException {
    Path set = folder.resolve("set.yaml");
    Files.writeString(set, "bar: 1h\ntrigger: bar\nfeatures:\n  - log_return\n");
    assertThat(run("one", "--features", set.toString())).isEqualTo(2);
    assertThat(complained.toString())
        .contains("set.yaml does not say the horizon: write it there, or give --horizon");
    int code = run("one", "--features", set.toString(), "--trigger", "every", "--horizon", "2");
    assertThat(code).isZero();
    assertThat(exported("one").about())
        .containsEntry("tidemark.trigger", "every")
        .containsEntry("tidemark.horizon_bars", "2");
  }

  @Test
  void allThatIsWrongWithAFileIsSaidAtOnce() throws IOException {
    Path set = folder.resolve("set.yaml");
    Files.writeString(set, "bar: 60\nhorizon: soon\nlabel: up\n");
    assertThat(run("one", "--features", set.toString())).isEqualTo(2);
    assertThat(complained.toString())
        .contains("label is no key; there are bar, features, horizon, trigger")
        .contains("bar must be text")
        .contains("horizon must be a whole number of bars")
        .contains("features must be given, a list of names");
  }

  @Test
  void aConfigurationIsNotContradicted() {
    Path config = ROOT.resolve("models/training/configs/btc-linear.json");
    assertThat(export("one", "--features-of", config.toString())).isEqualTo(2);
    assertThat(complained.toString()).contains("leave out --bar");
    assertThat(folder.resolve("one")).doesNotExist();
  }

  @Test
  void whatCannotBeExportedIsRefusedInOneSentenceAndLeavesNothing() throws IOException {
    assertThat(export("one", "--features", "moon_phase")).isEqualTo(2);
    assertThat(complained.toString())
        .contains("feature 'moon_phase': there is no such feature; there are");
    assertThat(export("one", "--features", "return(9999)")).isEqualTo(2);
    assertThat(complained.toString()).contains("Nothing was scored");
    assertThat(inside(folder)).containsExactly(folder.resolve("bars.csv"));
  }

  @Test
  void whereNothingIsScoredItSaysHowManyRowsWereRefused() throws IOException {
    Path bars = folder.resolve("bars.csv");
    List<String> lines = Files.readAllLines(bars).subList(0, 4);
    Files.write(bars, List.of(lines.get(0), lines.get(1), lines.get(2).replaceAll(",.*", ",x")));
    assertThat(export("one", "--features", "return(9999)")).isEqualTo(2);
    assertThat(complained.toString())
        .contains("Nothing was scored", "Of its rows 1 were refused: ./tidemark quality says why.");
  }

  @Test
  void allThatIsWrongWithThePlanIsSaidAtOnce() {
    assertThat(run("one", "--features", "rsi(14)", "--bar=-1h", "--trigger=foo", "--horizon=-1"))
        .isEqualTo(2);
    assertThat(complained.toString())
        .contains(
            "the horizon is -1 bars, it must be at least 1; the trigger is 'foo', it must be bar or"
                + " every; '-1h' is no bar length; write 1m, 5m, 1h or 1d.");
  }

  @Test
  void theFoldersAboveAreCreated() throws IOException {
    assertThat(export("new/folders/one", "--features", "rsi(14)"))
        .as(complained.toString())
        .isZero();
    assertThat(inside(folder.resolve("new/folders")))
        .containsExactly(folder.resolve("new/folders/one"));
  }

  @Test
  void aFolderThatCannotBeIsNamed() {
    assertThat(export("bars.csv/one", "--features", "rsi(14)")).isEqualTo(2);
    assertThat(complained.toString()).contains("one cannot be written");
  }

  @Test
  void barsThatDoNotMakeUpTheWantedOnesAreRefused() {
    int code =
        run("one", "--features", "rsi(14)", "--bar", "5m", "--trigger", "bar", "--horizon", "1");
    assertThat(code).isEqualTo(2);
    assertThat(complained.toString()).contains("holds bars of 1h").contains("bars of 5m");
  }

  @Test
  void aRecordingIsExportedByWhatWasTradedInItAndTheRestIsNamed() throws IOException {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      long at = START_MILLIS + i * 60_000L;
      messages.add(received(at, trade("BTCUSDT", i + 1L, at, 100 + i)));
      messages.add(received(at + 1, quote("ETHUSDT", i + 1L, 50)));
    }
    Path recording = folder.resolve("binance_spot_raw.txt");
    Files.write(recording, messages);
    int code =
        execute(
            "--features",
            "log_return",
            "--bar",
            "1m",
            "--trigger",
            "bar",
            "--horizon",
            "1",
            "--out",
            folder.resolve("made").toString(),
            recording.toString());
    assertThat(code).as(complained.toString()).isZero();
    // nine bars close, the first has none before it, of the last no label is known
    assertThat(said.toString())
        .contains(
            "BINANCE: ETH-USDT@binance is left out", "made: 7 rows, instruments: 1; dropped 1 ");
    assertThat(inside(folder.resolve("made")))
        .containsExactly(folder.resolve("made/BTC-USDT@binance.parquet"));
  }

  @Test
  void theRecordedYearsGiveARowForNearlyEveryHour() throws IOException {
    Path recorded = ROOT.resolve("../shared/data/ohlcv/binance_spot_1h/BTCUSDT.csv.gz");
    assumeThat(recorded).as("recorded data beside the repository").exists();
    Path config = ROOT.resolve("models/training/configs/btc-linear.json");
    int code =
        execute(
            "--out",
            folder.resolve("btc").toString(),
            "--features-of",
            config.toString(),
            recorded.toString());
    assertThat(code).isZero();
    ExportedFile file = ExportedFile.read(folder.resolve("btc/BTC-USDT@binance.parquet"));
    assertThat(file.rows()).hasSizeGreaterThan(64_000);
    assertThat(file.rows().get(0)).containsEntry("event_time", 1_503_064_800_000_000L);
  }

  @Test
  void anInstrumentThatTheSimulationDoesNotHaveIsAnsweredWithThoseItHas() {
    int code =
        execute(
            "--features",
            "log_return",
            "--bar",
            "1m",
            "--trigger",
            "bar",
            "--horizon",
            "1",
            "--simulate-days",
            "1",
            "--instrument",
            "NOPE",
            "--out",
            folder.resolve("none").toString());
    assertThat(code).isEqualTo(2);
    assertThat(complained.toString())
        .contains("--instrument is 'NOPE', but the simulated market has BTC-USDT@sim, ");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  private int export(String name, String... options) {
    List<String> arguments = new ArrayList<>(Arrays.asList(options));
    arguments.addAll(List.of("--bar", "1h", "--trigger", "bar", "--horizon", "1"));
    return run(name, arguments.toArray(String[]::new));
  }

  private int run(String name, String... options) {
    List<String> arguments = new ArrayList<>(Arrays.asList(options));
    arguments.addAll(
        List.of("--instrument", "BTC-USDT@test", "--out", folder.resolve(name).toString()));
    arguments.add(folder.resolve("bars.csv").toString());
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return new CommandLine(new ExportCommand())
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(complained))
        .execute(arguments);
  }

  private Path file(String name) {
    return folder.resolve(name).resolve("BTC-USDT@test.parquet");
  }

  private ExportedFile exported(String name) throws IOException {
    return ExportedFile.read(file(name));
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
