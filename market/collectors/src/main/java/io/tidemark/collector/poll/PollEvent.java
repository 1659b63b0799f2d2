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
   * @param head what it says of itself
   * @param body the bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; a copy of each answer costs
  record Answered(int status, Head head, byte[] body) implements PollEvent {}

  /**
   * What an answer says of itself before its body.
   *
   * @param retryAfterSeconds when to ask again; 0 where it does not say
   * @param version by which the same content is known again
   * @param charset in which the body is written; empty where it does not say
   * @param location to where it points; empty where it does not
   */
  record Head(long retryAfterSeconds, Version version, String charset, String location) {

    /** It says no more than this. */
    Head(long retryAfterSeconds, Version version) {
      this(retryAfterSeconds, version, "", "");
    }
  }

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
