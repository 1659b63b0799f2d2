package io.tidemark.bench.crayfish;

import io.tidemark.bench.Spread;
import org.jspecify.annotations.Nullable;

/**
 * What a lane came to in all rounds.
 *
 * @param lane its name
 * @param events that it read in a round
 * @param perSecond answers that Kafka appended per second, the first quarter dropped
 * @param ofPeer its speed as a multiple of the peer's in the same round
 * @param ofKafka its speed as a part of Kafka's alone in the same round
 * @param lost images without an answer, of all rounds
 * @param tooMany answers that came again or to no image, of all rounds
 * @param furthest the largest distance of a number from the answer in plain Java
 * @param right whether in every round each image had one answer, and the right one
 */
public record CrayfishRow(
    String lane,
    long events,
    @Nullable Spread perSecond,
    @Nullable Spread ofPeer,
    @Nullable Spread ofKafka,
    long lost,
    long tooMany,
    float furthest,
    boolean right) {}
