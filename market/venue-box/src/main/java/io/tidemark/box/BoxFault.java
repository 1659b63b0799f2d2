package io.tidemark.box;

/** What a venue in the box does wrong when it is told to. */
public enum BoxFault {
  /** One change of one book is not sent. */
  DROPS_A_DELTA,
  /** One change of one book is sent twice. */
  REPEATS_A_DELTA,
  /** Trades are sent twice. */
  REPEATS_TRADES,
  /** The connection stands, and nothing comes any more. */
  HALF_OPEN,
  /** Nothing more is said of one book, all else goes on. */
  SILENT_SUBSCRIPTION,
  /** The connection is closed. */
  CLOSES,
  /** Each connection that stands is closed when it is as old as {@link VenueBox#DAY}. */
  DAILY_DISCONNECT,
  /** The next snapshot is of before the fault, and so older than all changes since the last gap. */
  SNAPSHOT_OLDER_THAN_DELTAS,
  /** Requests are answered with 429 for a while. */
  TOO_MANY_REQUESTS,
  /** A snapshot is sent, or answered, again. */
  RESENDS_SNAPSHOT,
  /** Another subscription of the same book, of another depth, speaks in between. */
  TWO_DEPTHS,
  /** A message of a form that nobody knows comes. */
  CHANGES_FORMAT,
  /** The venue says that it will close the connection, and does so after a while. */
  ENDS_SOON;

  /** Whether it hits the next request only. */
  public boolean needsARequest() {
    return this == SNAPSHOT_OLDER_THAN_DELTAS || this == TOO_MANY_REQUESTS;
  }
}
