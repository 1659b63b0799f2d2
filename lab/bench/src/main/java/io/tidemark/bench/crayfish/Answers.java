package io.tidemark.bench.crayfish;

import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answers of one run in their order: which came, whether they are right, and when Kafka
 * appended them.
 */
final class Answers {

  /** How far an answer may be from the one in plain Java, whose sums are in double. */
  static final float TOLERANCE = 1e-5f;

  private final float[] expected;
  private final long events;
  private final BitSet seen = new BitSet();
  private final float[] numbers = new float[Network.OUTPUTS];
  private long count;
  private long twice;
  private long strange;
  private float furthest;
  private long from = -1;
  private long fromCount;
  private long to = -1;

  /**
   * @param expected {@link Network#OUTPUTS} numbers for each image, by id
   * @param events how many answers there should be
   */
  Answers(float[] expected, long events) {
    this.expected = expected;
    this.events = events;
  }

  /** Takes an answer with its numbers. */
  void take(RecordFormat format, byte[] record, long appendedAt) throws IOException {
    RecordFormat.Head head = format.readAnswer(record, numbers);
    if (!take(head.id(), appendedAt)) {
      return;
    }
    int at = (int) head.id() * Network.OUTPUTS;
    for (int i = 0; i < Network.OUTPUTS; i++) {
      furthest = Math.max(furthest, Math.abs(numbers[i] - expected[at + i])); // NaN stays
    }
  }

  /** Takes a record that is no answer. Returns whether its id is one that was asked for. */
  boolean take(long id, long appendedAt) {
    count++;
    if (count > events / 4) {
      if (from < 0) {
        from = appendedAt;
        fromCount = count;
      }
      to = appendedAt;
    }
    if (id < 0 || id >= events) {
      strange++;
      return false;
    }
    if (seen.get((int) id)) {
      twice++;
    }
    seen.set((int) id);
    return true;
  }

  /** The answers that came. */
  long count() {
    return count;
  }

  /** Images without an answer. */
  long lost() {
    return events - seen.cardinality();
  }

  /** Answers that came again, or to no image. */
  long tooMany() {
    return twice + strange;
  }

  /** The largest distance of a number from the expected one. */
  float furthest() {
    return furthest;
  }

  /** Whether each image has one answer, and the right one. */
  boolean right() {
    return lost() == 0 && tooMany() == 0 && furthest <= TOLERANCE;
  }

  /** After the first quarter, by the broker's clock, per second; null if that was no time. */
  @Nullable Double perSecond() {
    return to > from ? (count - fromCount) / ((to - from) / 1e3) : null;
  }
}
