package io.tidemark.flink.remote;

/** Why a model that another process serves gave no answer. */
public enum RemoteFault {
  /** The whole answer was not there when the time was over. */
  LATE,
  /** There was no connection, or it ended before the answer did. */
  UNREACHABLE,
  /** The server answered with another status than 200. */
  REFUSED,
  /** What it answered is not what was asked for. */
  BAD_ANSWER,
  /** It was not asked: it failed before, and has not proved itself since. */
  BREAKER_OPEN
}
