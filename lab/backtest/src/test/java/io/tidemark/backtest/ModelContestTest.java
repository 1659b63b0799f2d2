package io.tidemark.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.contest.ContestTerms;
import io.tidemark.core.contest.ContestVerdict;
import io.tidemark.core.contest.Standing;
import io.tidemark.dataset.TrainingExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a market whose hours go on as the one before more often than not. */
class ModelContestTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", "../.."));
  private static final Path ARTEFACTS = ROOT.resolve("models/src/test/resources/artifacts");
  private static final Path LINEAR = ARTEFACTS.resolve("tiny/1");
  private static final Path TREES = ARTEFACTS.resolve("tiny-gbm/1");
  private static final Path SEQUENCE = ARTEFACTS.resolve("tiny-lstm/1");
  private static final Path MINUTES = ROOT.resolve("models/artifacts/demo-linear/2");
  private static final String BTC = "BTC-USDT@test";
  private static final long HOUR_MILLIS = 3_600_000L;

  /** Behind all that the models know. */
  private static final long START_MILLIS = Instant.parse("2020-04-01T00:00:00Z").toEpochMilli();

  @TempDir private Path folder;
  private Path bars;

  @BeforeEach
  void write() throws IOException {
    StringBuilder csv = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
    Random random = new Random(2);
    double close = 10_000;
    boolean up = true;
    for (int i = 0; i < 3_000; i++) {
      double open = close;
      up = up == random.nextDouble() < 0.65;
      close = Math.round(open * (1 + (up ? 1 : -1) * 0.005 * (0.5 + random.nextDouble())));
      csv.append(START_MILLIS + i * HOUR_MILLIS).append(',').append(open).append(',');
      csv.append(Math.max(open, close)).append(',').append(Math.min(open, close)).append(',');
      csv.append(close).append(',').append(1 + random.nextInt(50)).append('\n');
    }
    bars = Files.writeString(folder.resolve("bars.csv"), csv);
  }

  private Standing contest(Path champion, Path challenger, long fromMillis) throws Exception {
    return ModelContest.run(
        new ModelContest.Order(
            champion, challenger, BTC, fromMillis * 1_000, 3, ContestTerms.USUAL),
        TrainingExport.recorded(List.of(bars), BTC));
  }

  @Test
  void whichOfTwoIsChallengerTurnsTheVerdictRound() throws Exception {
    Standing trees = contest(LINEAR, TREES, START_MILLIS);
    Standing linear = contest(TREES, LINEAR, START_MILLIS);
    assertThat(trees.verdict()).isEqualTo(ContestVerdict.PROMOTE);
    assertThat(linear.verdict()).isEqualTo(ContestVerdict.RETIRE);
    assertThat(trees.outcomes()).isEqualTo(linear.outcomes()).isBetween(2_900, 3_000);
    assertThat(trees.advantage()).isEqualTo(-linear.advantage());
    assertThat(trees.evidenceFor()).isEqualTo(linear.evidenceAgainst());
    assertThat(contest(LINEAR, TREES, START_MILLIS)).as("a second time").isEqualTo(trees);
  }

  @Test
  void aModelOfSeveralBarsIsAskedAtTheSameClosesAsOneOfASingleBar() throws Exception {
    Standing standing = contest(TREES, SEQUENCE, START_MILLIS + 2_000 * HOUR_MILLIS);
    assertThat(standing.outcomes()).isBetween(950, 1_000);
  }

  @Test
  void rowsBeforeTheBeginningDoNotCount() throws Exception {
    Standing standing = contest(LINEAR, TREES, START_MILLIS + 2_950 * HOUR_MILLIS);
    assertThat(standing.outcomes()).isBetween(48, 50);
    assertThat(standing.verdict()).isEqualTo(ContestVerdict.KEEP);
    assertThat(standing.reason()).isEqualTo("too few outcomes count yet");
  }

  @Test
  void aBeginningThatAModelKnewAndAnotherHorizonAreRefusedAtOnce() {
    assertThatThrownBy(() -> contest(LINEAR, MINUTES, Instant.EPOCH.toEpochMilli()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("tiny/1 and demo-linear/2 predict different things")
        .hasMessageContaining("tiny/1 knew data up to 2020-03-24T08:00:00Z")
        .hasMessageContaining("demo-linear/2 knew data up to 2024-01-03T00:01:00Z");
  }
}
