package io.tidemark.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.CommandFailedException;
import io.tidemark.retraining.RetrainingResult.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkFolderTest {

  @TempDir private Path directory;

  @Test
  void everyRunHasAFolderOfItsOwnAndKnowsHowOftenWasJudgedBefore() throws IOException {
    WorkFolder first = WorkFolder.next(directory.resolve("request"));
    WorkFolder second = WorkFolder.next(directory.resolve("request"));
    Files.writeString(second.result(), "{}");
    WorkFolder third = WorkFolder.next(directory.resolve("request"));
    assertThat(first.path()).isEqualTo(directory.resolve("request/run-1"));
    assertThat(third.path()).isEqualTo(directory.resolve("request/run-3")).isDirectory();
    assertThat(second.comparedBefore()).isZero();
    assertThat(third.comparedBefore()).isEqualTo(1);
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("request"), "");
    assertThatThrownBy(() -> WorkFolder.next(file))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(file + " cannot be written");
  }

  @Test
  void aJudgementMustAgreeWithItsOwnFigures() throws IOException {
    String text =
        "{\"measure\": \"logLoss\", \"accepted\": %s,"
            + " \"old\": {\"logLoss\": 0.7}, \"new\": {\"logLoss\": %s},"
            + " \"training\": {\"to\": \"1970-01-01T00:00:01Z\"}}";
    assertThat(RetrainingResult.read(written(text.formatted("true", "0.7"))))
        .isEqualTo(new RetrainingResult(true, Measure.LOG_LOSS, 0.7, 0.7, 1_000_000));
    assertThat(RetrainingResult.read(written(text.formatted("false", "0.71"))).accepted())
        .isFalse();
    String volatility = text.replace("logLoss", "qlike").formatted("true", "0.6");
    assertThat(RetrainingResult.read(written(volatility)))
        .isEqualTo(new RetrainingResult(true, Measure.QLIKE, 0.7, 0.6, 1_000_000));
    for (String wrong :
        new String[] {
          text.formatted("true", "0.71"),
          text.formatted("true", "null"),
          text.replace("\"measure\": \"logLoss\"", "\"measure\": \"other\"")
              .formatted("true", "0.6"),
          "{}",
          "no"
        }) {
      Path file = written(wrong);
      assertThatThrownBy(() -> RetrainingResult.read(file))
          .as(wrong)
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining(file + " is no judgement");
    }
  }

  private Path written(String text) throws IOException {
    return Files.writeString(directory.resolve("judgement.json"), text);
  }
}
