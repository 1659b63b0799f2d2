package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class EvaluateModelCommandTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", ".."));
  private static final String DEMO = ROOT.resolve("models/artifacts/demo-linear/2").toString();
  private static final String HOURLY = ROOT.resolve("models/artifacts/btc-linear/1").toString();
  private static final long HOUR_MILLIS = 3_600_000L;

  /** 2024-02-01, behind the training of btc-linear. */
  private static final long START_MILLIS = 1_706_745_600_000L;

  @TempDir private static Path shared;

  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @BeforeAll
  static void simulate() {
    String config = ROOT.resolve("models/training/configs/demo-linear.json").toString();
    CommandLine line = Tidemark.commandLine().setOut(new PrintWriter(new StringWriter()));
    assertThat(
            line.execute(
                "export",
                "--features-of",
                config,
                "--simulate-days",
                "1",
                "--seed",
                "5",
                "--instrument",
                "BTC-USDT@sim",
                "--out",
                shared.resolve("export").toString()))
        .isZero();
  }

  @Test
  void aSimulatedMarketsExportHasATableWithIntervalsAndTheSameNumbersInJson() throws IOException {
    Path json = folder.resolve("numbers.json");
    assertThat(evaluate(DEMO, "--json", json.toString(), shared.resolve("export").toString()))
        .isZero();
    JsonNode numbers = JsonMapper.builder().build().readTree(json.toFile());
    for (String key :
        List.of(
            "accuracy", "auc", "logLoss", "baseLogLoss", "calibrationSlope", "ece", "coverage")) {
      JsonNode number = numbers.get(key);
      assertThat(number.get("low").asDouble())
          .as(key)
          .isLessThanOrEqualTo(number.get("value").asDouble());
      assertThat(number.get("high").asDouble())
          .as(key)
          .isGreaterThanOrEqualTo(number.get("value").asDouble());
      assertThat(said.toString())
          .contains(String.format(Locale.ROOT, "%.4f   [", number.get("value").asDouble()));
    }
    assertThat(numbers.get("auc").get("value").asDouble()).isBetween(0.55, 0.65);
    assertThat(numbers.get("blocks").asInt()).isEqualTo(10);
    assertThat(said.toString().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void rowsOfTheTrainingPeriodAreWarnedAboutAndThoseBehindItAreNot() throws IOException {
    assertThat(evaluate(DEMO, shared.resolve("export").toString())).isZero();
    assertThat(said.toString())
        .containsPattern("WARNING: (\\d+) of \\1 rows are of the model's training period");
    said.getBuffer().setLength(0);
    assertThat(evaluate(HOURLY, "--instrument", "X-USDT@test", bars(600))).isZero();
    assertThat(said.toString()).contains("btc-linear/1 on X-USDT@test").doesNotContain("WARNING");
  }

  @Test
  void recordedBarsAreFoldedAndThePeriodSaysWhichRowsCount() throws IOException {
    String bars = bars(600);
    assertThat(
            evaluate(
                HOURLY,
                "--instrument",
                "X-USDT@test",
                "--from",
                "2024-02-10",
                "--to",
                "2024-02-20",
                bars))
        .isZero();
    assertThat(said.toString())
        .contains("240 rows, 2024-02-10T00:00:00Z to 2024-02-19T23:00:00Z")
        .contains("[");
  }

  @Test
  void fewRowsHaveNumbersAndNoInterval() throws IOException {
    assertThat(evaluate(HOURLY, "--instrument", "X-USDT@test", "--from", "2024-02-24", bars(600)))
        .isZero();
    assertThat(said.toString())
        .contains("too few rows (48) for an interval")
        .contains("what stands here may be chance");
  }

  @Test
  void anExportForAnotherModelIsRefusedWithAllThatDoesNotFit() {
    String event = ROOT.resolve("models/artifacts/btc-event/1").toString();
    assertThat(evaluate(event, shared.resolve("export").toString()))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString())
        .contains("has bar 1m, the model has 1h")
        .contains("has horizon_bars 5, the model has 1")
        .containsPattern("has no column .*return\\(3\\)@5m");
  }

  @Test
  void anEmptyPeriodIsRefused() {
    String export = shared.resolve("export").toString();
    assertThat(evaluate(DEMO, "--from", "2024-01-02", "--to", "2024-01-02", export))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(evaluate(DEMO, "--from", "2025-01-01", export)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString())
        .contains("--from must be before --to")
        .contains("is there data between --from and --to");
  }

  private String bars(int number) throws IOException {
    StringBuilder csv = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
    Random random = new Random(2);
    double close = 100;
    for (int i = 0; i < number; i++) {
      double open = close;
      close = Math.round(open * (1 + 0.01 * random.nextGaussian()) * 100) / 100.0;
      csv.append(START_MILLIS + i * HOUR_MILLIS).append(',').append(open).append(',');
      csv.append(Math.max(open, close)).append(',').append(Math.min(open, close)).append(',');
      csv.append(close).append(',').append(1 + random.nextInt(50)).append('\n');
    }
    return Files.writeString(folder.resolve("bars.csv"), csv).toString();
  }

  private int evaluate(String model, String... words) {
    List<String> all = new ArrayList<>(List.of("evaluate", "--model", model));
    all.addAll(List.of(words));
    return Tidemark.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(all.toArray(String[]::new));
  }
}
