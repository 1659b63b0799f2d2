package io.tidemark.flink.remote;

import org.jspecify.annotations.Nullable;

/**
 * What came of a question: numbers, or the reason why there are none.
 *
 * @param numbers of all inputs one after the other; empty where there is a fault
 * @param fault why there is no answer; null if there is one
 * @param detail of the fault, one sentence for people; empty if there is an answer
 */
@SuppressWarnings("ArrayRecordComponent") // lent for one step, never compared
public record RemoteAnswer(float[] numbers, @Nullable RemoteFault fault, String detail) {

  private static final float[] NONE = {};

  static RemoteAnswer of(float[] numbers) {
    return new RemoteAnswer(numbers, null, "");
  }

  static RemoteAnswer none(RemoteFault fault, String detail) {
    return new RemoteAnswer(NONE, fault, detail);
  }
}
