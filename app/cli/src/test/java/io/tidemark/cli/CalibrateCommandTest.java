package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.OutcomeCalibration;
import io.tidemark.core.outcome.OutcomeTest;
import io.tidemark.core.outcome.TestReference;
import io.tidemark.models.ModelArtefact;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CalibrateCommandTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));
  private static final Path BARS =
      ROOT.resolve("../shared/data/ohlcv/binance_spot_1h/BTCUSDT.csv.gz");

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @Test
  void aModelIsCalibratedFromItsOwnExportAndOpensAfterwards(@TempDir Path temporary)
      throws Exception {
    assumeTrue(Files.exists(BARS), "no recorded bars at " + BARS);
    Path model = copyOf(ROOT.resolve("models/artifacts/btc-linear/1"), temporary.resolve("1"));
    Path export = temporary.resolve("export");
    assertThat(
            run(
                "export",
                "--features-of",
                ROOT.resolve("models/training/configs/btc-linear.json").toString(),
                "--out",
                export.toString(),
                BARS.toString()))
        .isZero();

    Files.writeString(model.resolve("drift.json"), "{\"format\": 0}");
    assertThat(calibrate(model, export, "--window", "50")).as(complained.toString()).isZero();

    assertThat(said.toString())
        .contains("at one false alarm", "| volume_zscore(24)")
        .contains("only drift.min-distance decides: missing-rate, non-finite-rate");
    DriftCalibration calibration = ModelArtefact.read(model).describe().calibration();
    assertThat(calibration).isNotNull();
    assertThat(calibration.window()).isEqualTo(50);
    assertThat(calibration.shortWindow()).isEqualTo(12);
    assertThat(calibration.series())
        .containsOnlyKeys(
            "log_return",
            "return(6)",
            "bollinger_position(20)",
            "vwap_distance(24)",
            "volume_zscore(24)",
            "score",
            "missing-rate",
            "non-finite-rate");
    assertThat(calibration.threshold("score", 50, calibration.pausing(), 100_000))
        .isBetween(0.2, 0.9);
    OutcomeCalibration outcomes = ModelArtefact.read(model).describe().outcomes();
    assertThat(outcomes).isNotNull();
    assertThat(outcomes.reference().rows()).isEqualTo(8_758); // as its training counted
    assertThat(outcomes.reference().tests())
        .extracting(TestReference::test)
        .containsExactly(OutcomeTest.values());

    String before = Files.readString(model.resolve("drift.json"));
    assertThat(calibrate(model, export, "--window", "1000")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString()).contains("It cannot be calibrated", "10000, had 4000");
    assertThat(model.resolve("drift.json")).hasContent(before);
  }

  private int calibrate(Path model, Path export, String option, String value) {
    return run(
        "drift",
        "calibrate",
        "--model",
        model.toString(),
        "--export",
        export.toString(),
        option,
        value);
  }

  private int run(String... words) {
    CommandLine commandLine = Tidemark.commandLine();
    commandLine.setOut(new PrintWriter(said)).setErr(new PrintWriter(complained, true));
    return commandLine.execute(words);
  }

  private static Path copyOf(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
    return to;
  }
}
