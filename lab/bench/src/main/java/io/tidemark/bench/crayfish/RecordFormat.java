package io.tidemark.bench.crayfish;

import java.io.IOException;
import java.io.Serializable;

/** How an image and its answer stand in Kafka. Not for several threads at once. */
interface RecordFormat extends Serializable {

  /**
   * What stands beside the numbers.
   *
   * @param id counts up from 0
   * @param creationTimestamp when it was made, ms since the epoch
   */
  record Head(long id, long creationTimestamp) {}

  /** Writes an image of {@link Network#INPUTS} numbers. */
  byte[] image(Head head, float[] numbers) throws IOException;

  /** Reads an image, its numbers into {@code numbers} from {@code offset} on. */
  Head readImage(byte[] record, float[] numbers, int offset) throws IOException;

  /** Reads the id alone, of a record or of its beginning. */
  long id(byte[] record) throws IOException;

  /** Writes an answer of {@link Network#OUTPUTS} numbers from {@code offset} on. */
  byte[] answer(Head head, float[] numbers, int offset) throws IOException;

  /** Reads an answer. */
  Head readAnswer(byte[] record, float[] numbers) throws IOException;
}
