package io.tidemark.bench.crayfish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class AnswersTest {

  private static final int EVENTS = 8;

  private final RecordFormat format = new JsonFormat();
  private final float[] expected = new float[EVENTS * Network.OUTPUTS];
  private final Answers answers = new Answers(expected, EVENTS);

  @Test
  void allRightIsRightAndTheFirstQuarterIsNotMeasured() throws IOException {
    long[] appended = {0, 900, 1_000, 1_010, 1_020, 1_030, 1_040, 1_050};
    for (int id = 0; id < EVENTS; id++) {
      take(id, 0, appended[id]);
    }
    assertThat(answers.right()).isTrue();
    assertThat(answers.perSecond()).isEqualTo(100.0);
  }

  @Test
  void oneThatIsMissingIsLost() throws IOException {
    for (int id = 1; id < EVENTS; id++) {
      take(id, 0, id);
    }
    assertThat(answers.lost()).isEqualTo(1);
    assertThat(answers.right()).isFalse();
  }

  @Test
  void oneThatComesAgainOrToNoImageIsTooMany() throws IOException {
    for (int id = 0; id < EVENTS; id++) {
      take(id, 0, id);
    }
    take(3, 0, 20);
    take(EVENTS, 0, 21);
    assertThat(answers.tooMany()).isEqualTo(2);
    assertThat(answers.right()).isFalse();
  }

  @Test
  void aNumberThatIsOffOrNoNumberIsWrong() throws IOException {
    for (int id = 0; id < EVENTS; id++) {
      take(id, id == 5 ? 2 * Answers.TOLERANCE : 0, id);
    }
    assertThat(answers.furthest()).isEqualTo(2 * Answers.TOLERANCE);
    assertThat(answers.right()).isFalse();

    Answers others = new Answers(expected, 2);
    AvroFormat avro = new AvroFormat();
    float[] numbers = new float[Network.OUTPUTS];
    numbers[4] = Float.NaN;
    others.take(avro, avro.answer(new RecordFormat.Head(0, 1), numbers, 0), 1);
    others.take(avro, avro.answer(new RecordFormat.Head(1, 1), new float[10], 0), 2);
    assertThat(others.lost()).isZero();
    assertThat(others.right()).isFalse();
  }

  private void take(int id, float off, long appendedAt) throws IOException {
    float[] numbers = new float[Network.OUTPUTS];
    numbers[7] = off;
    answers.take(format, format.answer(new RecordFormat.Head(id, 1), numbers, 0), appendedAt);
  }
}
