package io.tidemark.cli.export;

import static io.tidemark.cli.data.BinanceMessages.quote;
import static io.tidemark.cli.data.BinanceMessages.received;
import static io.tidemark.cli.data.BinanceMessages.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
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
  void theFileIsWhatTheTrainingReads() throws IOException {
    assertThat(export("one", "--features", "log_return,macd(12,26,9)")).isZero();
    List<String> lines = lines("one");
    assertThat(lines.get(0))
        .isEqualTo(
            "instrument,event_time_micros,log_return,\"macd(12,26,9)\",label_up,forward_return");
    assertThat(lines).hasSizeGreaterThan(150);
    long last = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      assertThat(cells).hasSize(6);
      assertThat(cells[0]).isEqualTo("BTC-USDT@test");
      assertThat(Long.parseLong(cells[1])).isGreaterThan(last);
      assertThat(cells[4]).isEqualTo(Double.parseDouble(cells[5]) > 0 ? "1" : "0");
      last = Long.parseLong(cells[1]);
    }
    assertThat(said.toString())
        .contains(lines.size() - 1 + " rows; dropped 1 (0 in a hole, 1 past the end); refused 0");
  }

  @Test
  void theSameDataGivesTheSameBytesAndLeavesNoOtherFile() throws IOException {
    export("one", "--features", "rsi(14)");
    export("two", "--features", "rsi(14)");
    assertThat(file("one")).hasSameBinaryContentAs(file("two"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .containsExactlyInAnyOrder(folder.resolve("bars.csv"), file("one"), file("two"));
    }
  }

  @Test
  void aTrainingConfigurationBringsAllThatIsNeeded() throws IOException {
    Path config = ROOT.resolve("models/training/configs/btc-linear.json");
    int code = run("one", "--features-of", config.toString());
    assertThat(code).isZero();
    assertThat(lines("one").get(0))
        .contains(",log_return,return(6),")
        .contains("\"macd(12,26,9)\"");
  }

  @Test
  void aFeatureSetIsDataInAFile() throws IOException {
    Path set = folder.resolve("set.yaml");
    Files.writeString(
        set, "bar: 1h\ntrigger: bar\nhorizon: 1\nfeatures:\n  - log_return\n  - rsi(3)@4h\n");
    assertThat(run("one", "--features", set.toString())).isZero();
    assertThat(lines("one").get(0))
        .isEqualTo("instrument,event_time_micros,log_return,rsi(3)@4h,label_up,forward_return");
  }

  @Test
  void allThatIsWrongWithAFileIsSaidAtOnce() throws IOException {
    Path set = folder.resolve("set.yaml");
    Files.writeString(set, "bar: 1h\nhorizon: soon\nlabel: up\n");
    assertThat(run("one", "--features", set.toString())).isEqualTo(2);
    assertThat(complained.toString())
        .contains("label is no key; there are bar, features, horizon, trigger")
        .contains("trigger must be given, as text")
        .contains("horizon must be given, a whole number of bars")
        .contains("features must be given, a list of names");
  }

  @Test
  void aConfigurationIsNotContradicted() {
    Path config = ROOT.resolve("models/training/configs/btc-linear.json");
    assertThat(export("one", "--features-of", config.toString())).isEqualTo(2);
    assertThat(complained.toString()).contains("leave out --bar");
    assertThat(file("one")).doesNotExist();
  }

  @Test
  void whatCannotBeExportedIsRefusedInOneSentenceAndLeavesNoFile() throws IOException {
    assertThat(export("one", "--features", "moon_phase")).isEqualTo(2);
    assertThat(complained.toString())
        .contains("feature 'moon_phase': there is no such feature; there are");
    assertThat(export("one", "--features", "return(9999)")).isEqualTo(2);
    assertThat(complained.toString()).contains("Nothing was scored");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("bars.csv"));
    }
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThat(export("nowhere/one", "--features", "rsi(14)")).isEqualTo(2);
    assertThat(complained.toString()).contains("one.csv.gz cannot be written");
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
            file("made").toString(),
            recording.toString());
    assertThat(code).as(complained.toString()).isZero();
    // nine bars close, the first has none before it, of the last no label is known
    assertThat(said.toString())
        .contains("BINANCE: ETH-USDT@binance is left out", "made.csv.gz: 7 rows; dropped 1 ");
    assertThat(lines("made").get(1)).startsWith("BTC-USDT@binance,");
  }

  @Test
  void theRecordedYearsGiveARowForNearlyEveryHour() throws IOException {
    Path recorded = ROOT.resolve("../shared/data/ohlcv/binance_spot_1h/BTCUSDT.csv.gz");
    assumeThat(recorded).as("recorded data beside the repository").exists();
    Path config = ROOT.resolve("models/training/configs/btc-linear.json");
    int code =
        execute(
            "--out",
            file("btc").toString(),
            "--features-of",
            config.toString(),
            recorded.toString());
    assertThat(code).isZero();
    assertThat(lines("btc")).hasSizeGreaterThan(64_000);
    assertThat(lines("btc").get(1)).startsWith("BTC-USDT@binance,1503064800000000,");
  }

  private int export(String name, String... options) {
    List<String> arguments = new ArrayList<>(Arrays.asList(options));
    arguments.addAll(List.of("--bar", "1h", "--trigger", "bar", "--horizon", "1"));
    return run(name, arguments.toArray(String[]::new));
  }

  private int run(String name, String... options) {
    List<String> arguments = new ArrayList<>(Arrays.asList(options));
    arguments.addAll(List.of("--instrument", "BTC-USDT@test", "--out", file(name).toString()));
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
    return folder.resolve(name + ".csv.gz");
  }

  private List<String> lines(String name) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file(name))))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
