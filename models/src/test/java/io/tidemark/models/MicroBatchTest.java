package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Cause;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MicroBatchTest {

  private static final int WIDTH = 3;

  private final Sums model = new Sums(8);

  @Test
  void whatComesLeavesInItsOrderEachWithItsOwnScore() {
    Random random = new Random(1);
    List<String> in = new ArrayList<>();
    List<Assessment> out = new ArrayList<>();
    MicroBatch batch = new MicroBatch(model, WIDTH, 5);
    for (int i = 0; i < 1_000; i++) {
      boolean scored = random.nextInt(3) > 0;
      Assessment assessment = assessment(i, scored);
      in.add(i + " " + (scored ? sum(input(i)) : Float.NaN));
      batch.add(assessment, scored ? input(i) : new float[0]);
      if (batch.isFull() || random.nextInt(20) == 0) {
        batch.flush(out::add);
      }
    }
    batch.flush(out::add);
    assertThat(out)
        .extracting(a -> a.logOffset() + " " + a.prediction().probability())
        .isEqualTo(in);
    assertThat(model.asked).contains(1, 2, 3, 4, 5).doesNotContain(0, 6);
  }

  @Test
  void itIsFullWithSoManyThatAreToBeScoredAndTakesNoMore() {
    MicroBatch batch = new MicroBatch(model, WIDTH, 2);
    batch.add(assessment(0, true), input(0));
    batch.add(assessment(1, false), new float[0]);
    assertThat(batch.isFull()).isFalse();
    batch.add(assessment(2, true), input(2));
    assertThat(batch.isFull()).isTrue();
    assertThatThrownBy(() -> batch.add(assessment(3, false), new float[0]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsNotScoredCannotWaitWithoutEnd() {
    MicroBatch batch = new MicroBatch(model, WIDTH, 2);
    int added = 0;
    while (!batch.isFull()) {
      batch.add(assessment(added++, false), new float[0]);
    }
    assertThat(added).isEqualTo(10);
  }

  @Test
  void aModelThatScoresFewerAtOnceIsAskedWithFewer() {
    Sums alone = new Sums(1);
    MicroBatch batch = new MicroBatch(alone, WIDTH, 16);
    batch.add(assessment(0, true), input(0));
    assertThat(batch.isFull()).isTrue();
  }

  @Test
  void anEmptyBatchAsksNobody() {
    new MicroBatch(model, WIDTH, 2).flush(assessment -> {});
    assertThat(model.asked).isEmpty();
  }

  private static float[] input(int i) {
    return new float[] {i, 0.5f * i, 1};
  }

  private static float sum(float[] input) {
    return input[0] + input[1] + input[2];
  }

  private static Assessment assessment(long offset, boolean scored) {
    return new Assessment(
        new Cause(new EventRef("BTC-USDT@sim", 0, offset), EventKind.TRADE, 0),
        0,
        false,
        new float[0],
        0,
        MarketContext.UNKNOWN,
        ModelRef.NONE,
        scored ? Prediction.pending(AnswerForm.DIRECTION) : Prediction.NOT_ASKED);
  }

  /** Answers with the sum of an input, and remembers how many it was asked at once. */
  private static final class Sums implements Scorer {

    final List<Integer> asked = new ArrayList<>();
    private final int batch;

    Sums(int batch) {
      this.batch = batch;
    }

    @Override
    public int batch() {
      return batch;
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public void score(float[] inputs, int count, float[] answers) {
      asked.add(count);
      for (int i = 0; i < count; i++) {
        answers[i] = inputs[i * WIDTH] + inputs[i * WIDTH + 1] + inputs[i * WIDTH + 2];
      }
    }
  }
}
