package io.tidemark.collector.poll;

import org.jspecify.annotations.Nullable;

/** Something that happened to a poller. */
public sealed interface PollEvent {

  /** Time passed. */
  record Passed() implements PollEvent {}

  /**
   * A request was answered.
   *
   * @param status HTTP's
   * @param retryAfterSeconds as the answer says; 0 where it does not
   * @param version by which the same content is known again
   * @param body the bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; a copy of each answer costs
  record Answered(int status, long retryAfterSeconds, Version version, byte[] body)
      implements PollEvent {}

  /**
   * A request was not answered.
   *
   * @param why for people
   */
  record Failed(String why) implements PollEvent {}

  /**
   * By what a server knows a content again.
   *
   * @param tag the header {@code ETag}
   * @param lastModified the header {@code Last-Modified}
   */
  record Version(@Nullable String tag, @Nullable String lastModified) {

    static final Version NONE = new Version(null, null);
  }
}
