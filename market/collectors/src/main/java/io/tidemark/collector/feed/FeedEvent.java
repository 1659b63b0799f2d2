package io.tidemark.collector.feed;

import java.net.URI;

/** Something that happened to a feed. */
public sealed interface FeedEvent {

  /** A connection stands. */
  record Opened(int connection) implements FeedEvent {}

  /** A text came, whole. */
  record Received(int connection, String text) implements FeedEvent {}

  /** Bytes came, whole; only some venues send them. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, and not changed
  record ReceivedBytes(int connection, byte[] bytes) implements FeedEvent {}

  /**
   * Anything else came that shows that the connection lives, such as a ping, which is answered
   * below.
   */
  record Alive(int connection) implements FeedEvent {}

  /**
   * A connection is over or never stood: the only end that is told of it.
   *
   * @param why for people
   */
  record Ended(int connection, String why) implements FeedEvent {}

  /**
   * A request was answered, or was not.
   *
   * @param status HTTP's; 0 where there was no answer
   * @param retryAfterSeconds as the answer says; 0 where it does not
   * @param body the answer, or why there was none
   */
  record Answered(URI request, int status, long retryAfterSeconds, String body)
      implements FeedEvent {

    /** What became of a request that brought nothing, for people. */
    String failure() {
      return status == 0
          ? request + " was not answered: " + body
          : request + " was answered with " + status + ": " + body;
    }
  }

  /** Time passed. */
  record Passed() implements FeedEvent {}
}
