package io.tidemark.bench.crayfish;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tidemark.bench.Spread;
import org.jspecify.annotations.Nullable;

/**
 * What a variant came to in all rounds. Its JSON is flat: the parts' fields, one after the other.
 *
 * @param variant its name
 * @param events that it read in a round
 * @param speed of all rounds
 * @param errors of all rounds
 * @param right whether in every round each image had one answer, and the right one
 */
public record CrayfishRow(
    String variant,
    long events,
    @JsonUnwrapped Speed speed,
    @JsonUnwrapped Errors errors,
    boolean right) {

  /**
   * How fast it was, each null if there is nothing to measure or to compare.
   *
   * @param perSecond answers that Kafka appended per second, the first quarter dropped
   * @param ofPeer its speed as a multiple of the peer's in the same round
   * @param ofKafka its speed as a part of Kafka's alone in the same round
   */
  public record Speed(
      @Nullable Spread perSecond, @Nullable Spread ofPeer, @Nullable Spread ofKafka) {}

  /**
   * What was wrong with the answers.
   *
   * @param lost images without an answer
   * @param tooMany answers that came again or to no image
   * @param furthest the largest distance of a number from the answer in plain Java
   */
  public record Errors(long lost, long tooMany, float furthest) {}
}
