package io.tidemark.collector.poll;

/** What is counted of a poller: requests, their answers, and what became of each item. */
public enum PollCount {
  /** Requests. */
  ASKED,
  /** Answers that were read. */
  ANSWERED,
  /** Answers that say that nothing changed. */
  NOT_MODIFIED,
  /** Requests without an answer, and answers that say that something is wrong. */
  FAILED,
  /** Answers that ask for fewer requests. */
  LIMITED,
  /** Answers that are not what the source is known to give. */
  UNREADABLE,
  /** Answers with characters that XML forbids; these are left out, the rest is read. */
  MENDED,
  /** Items that were handed on for the first time. */
  NEW,
  /** Items that were handed on again, for they changed. */
  REVISED,
  /** Items that were there before, and older versions of one in the same answer. */
  REPEATED,
  /** Items from before the time that is asked for. */
  OLD,
  /** Items whose time has not come; they are looked at again with the next answer. */
  EARLY,
  /** Places without a value, such as a holiday's. */
  EMPTY,
  /** Items that could not be read. */
  REFUSED
}
