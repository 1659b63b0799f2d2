package io.tidemark.models;

import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Scorer;
import java.util.function.Consumer;

/**
 * Assessments on their way to the model: they leave in the order in which they came, those that are
 * to be scored with their scores. Bounded: whoever adds flushes it once it is full. Not
 * thread-safe.
 */
public final class MicroBatch {

  /** What is not scored waits behind what is; so many for each that is. */
  private static final int UNSCORED = 4;

  private final Scorer scorer;
  private final int inputSize;
  private final int most;
  private final int width;
  private final float[] inputs;
  private final float[] answers;
  private final Assessment[] waiting;
  private int size;
  private int asked;

  /**
   * @param scorer the model; stays the caller's
   * @param inputSize how many numbers it is asked with
   * @param most how many to score at once; no more than the model can
   */
  public MicroBatch(Scorer scorer, int inputSize, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, was " + most);
    }
    this.scorer = scorer;
    this.inputSize = inputSize;
    this.most = Math.min(most, scorer.batch());
    this.inputs = new float[this.most * inputSize];
    this.width = scorer.width();
    this.answers = new float[this.most * width];
    this.waiting = new Assessment[this.most * (1 + UNSCORED)];
  }

  /**
   * Adds what FEATURES said of an event.
   *
   * @param input what the model is asked; read only if it {@link Assessment#scored() is}
   * @throws IllegalStateException if it is full
   */
  public void add(Assessment assessment, float[] input) {
    if (isFull()) {
      throw new IllegalStateException("a full batch must be flushed first");
    }
    if (assessment.scored()) {
      System.arraycopy(input, 0, inputs, asked * inputSize, inputSize);
      asked++;
    }
    waiting[size++] = assessment;
  }

  /** Whether nothing waits. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Whether nothing more can be added. */
  public boolean isFull() {
    return asked == most || size == waiting.length;
  }

  /** Scores, and hands on all that waits. */
  public void flush(Consumer<Assessment> out) {
    if (asked > 0) {
      scorer.score(inputs, asked, answers);
    }
    int answer = 0;
    for (int i = 0; i < size; i++) {
      Assessment assessment = waiting[i];
      out.accept(
          assessment.scored() ? assessment.withAnswer(answers, width * answer++) : assessment);
    }
    size = 0;
    asked = 0;
  }
}
