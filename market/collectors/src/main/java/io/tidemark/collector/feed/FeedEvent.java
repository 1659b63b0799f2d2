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
   * @param waitSeconds for so long none may be opened, as the venue says; 0 where it does not
   */
  record Ended(int connection, String why, long waitSeconds) implements FeedEvent {

    /** The venue does not say when to come again. */
    public Ended(int connection, String why) {
      this(connection, why, 0);
    }
  }

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
    public String failure() {
      return status == 0
          ? request + " was not answered: " + body
          : request + " was answered with " + status + ": " + body;
    }
  }

  /** Time passed. */
  record Passed() implements FeedEvent {}
}
