package io.tidemark.flink.config;

import static io.tidemark.flink.config.ConfigFile.MINIMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.DriftOptions;
import io.tidemark.flink.testbed.OwnCalibration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftConfigTest {

  private final ConfigFile file;

  DriftConfigTest(@TempDir Path directory) {
    file = new ConfigFile(directory);
  }

  @Test
  void whatIsNotSaidOfTheDriftWindowsIsAsTheModelWasCalibrated() throws IOException {
    DriftCalibration calibration = OwnCalibration.of(60, 15, 5, List.of());
    DriftConfig unsaid = file.load(MINIMAL).drift();
    DriftOptions calibrated = unsaid.optionsFor(calibration, 1000);
    assertThat(calibrated.window()).isEqualTo(60);
    assertThat(calibrated.shortWindow()).isEqualTo(15);
    assertThat(calibrated.persistence()).isEqualTo(5);
    DriftOptions plain = unsaid.optionsFor(null, 1000);
    assertThat(plain.window()).isEqualTo(400);
    assertThat(plain.shortWindow()).isZero();
    assertThat(plain.persistence()).isEqualTo(3);
    assertThat(file.load(MINIMAL, "drift.window=90").drift().optionsFor(calibration, 1000).window())
        .isEqualTo(90);
  }

  @Test
  void theShortDriftWindowMustBeShorter() throws IOException {
    assertThat(file.problems(MINIMAL, "drift.window=90", "drift.short-window=100"))
        .containsExactly(
            "drift.short-window must be below drift.window (90), or 0 for none, was 100");
    assertThat(file.load(MINIMAL, "drift.window=90", "drift.short-window=0").drift().shortWindow())
        .isZero();
  }

  @Test
  void thePauseThresholdLiesAboveTheWarningThreshold() {
    assertThat(file.problems(MINIMAL, "drift.pause-threshold=0.25"))
        .containsExactly(
            "drift.pause-threshold must be above drift.warn-threshold (0.25), was 0.25");
    assertThat(file.problems(MINIMAL, "drift.warn-threshold=2"))
        .containsExactly("drift.warn-threshold must be above 0 and at most 1, was 2");
  }

  @Test
  void whoSaysWatchThresholdIsToldItsNewName() {
    assertThat(file.problems(MINIMAL, "drift.watch-threshold=0.3"))
        .containsExactly(
            "drift.watch-threshold (value 0.3) is not an option; the nearest is"
                + " drift.warn-threshold");
  }

  @Test
  void everythingThatIsWrongAboutDriftIsSaidAtOnce() {
    assertThat(
            file.problems(
                MINIMAL,
                "drift.sample=event",
                "drift.persistence=0",
                "drift.min-distance=1",
                "drift.budget=soon",
                "drift.family=BTC"))
        .containsExactly(
            "drift.sample must be one of bar, was 'event'",
            "drift.persistence must be between 1 and 1000, was 0",
            "drift.min-distance must be between 0 and 0.99, was 1",
            "drift.budget must be a number of samples (bar closes) from 1 to 1000000000000 such as"
                + " 10000, or of days from 1 to 36500 such as 365 d, was 'soon'",
            "drift.family must be a list of different instruments such as BTC-USDT@binance ('BTC'"
                + " is none), was 'BTC'");
    for (String budget : List.of("0", "-1", "0 d", "36501 d", "1000000000001", "1e5", "10 h")) {
      assertThat(file.problems(MINIMAL, "drift.budget=" + budget)).hasSize(1);
    }
  }

  @Test
  void aBudgetOfDaysIsAsManySamplesAsBarsFitIntoThem() throws IOException {
    long hour = 3_600_000_000L;
    assertThat(file.load(MINIMAL).drift().budget().samples(hour)).isEqualTo(10_000);
    assertThat(file.load(MINIMAL, "drift.budget=365 d").drift().budget().samples(hour))
        .isEqualTo(8_760);
    assertThat(file.load(MINIMAL, "drift.budget=2d").drift().budget().samples(hour / 60))
        .isEqualTo(2_880);
  }

  @Test
  void theFamilyIsAllThatAreFollowedUnlessItIsDeclared() throws IOException {
    JobConfig all = file.load(MINIMAL);
    assertThat(all.drift().family()).containsExactly("BTC-USDT@binance", "ETH-USDT@binance");
    assertThat(all.drift().differenceFrom(all.instruments())).isEmpty();

    JobConfig other = file.load(MINIMAL, "drift.family=ETH-USDT@binance,SOL-USDT@binance");
    assertThat(other.drift().differenceFrom(other.instruments()))
        .hasValue(
            "drift.family does not name BTC-USDT@binance and names SOL-USDT@binance, which is not"
                + " followed: the budget of false alarms is shared by 2, followed are 2");
  }
}
