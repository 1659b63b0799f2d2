package io.tidemark.collector.poll;

import io.tidemark.core.fact.Parsed;

/** A place that is asked now and then. Remembers nothing. */
public interface PollSource {

  /**
   * What is asked now.
   *
   * @param since items that describe an earlier time are not wanted, µs since the epoch
   * @param now µs since the epoch
   */
  PollRequest request(long since, long now);

  /** What the answer holds, or why it is none; no bytes make it throw. */
  Parsed<PollReading> read(byte[] body);

  /**
   * The same of an answer that names the charset of its text; most sources have but one.
   *
   * @param charset empty where it names none
   */
  default Parsed<PollReading> read(byte[] body, String charset) {
    return read(body);
  }
}
