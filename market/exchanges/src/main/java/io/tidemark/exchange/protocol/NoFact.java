package io.tidemark.exchange.protocol;

/** Why a message that is as it should be holds no fact. */
public enum NoFact {
  /** It opens a connection, subscribes or acknowledges. */
  CONNECTION("opens a connection, subscribes or acknowledges"),
  /** It says that the connection lives. */
  HEARTBEAT("says that the connection lives"),
  /** It describes instruments; what follows is read with it. */
  REFERENCE("describes instruments"),
  /** It sums up what trades and book say themselves, such as a ticker of the last day. */
  SUMMARY("sums up what other messages say"),
  /** A candle that has not closed. */
  FORMING("a candle that has not closed"),
  /** It happened before the connection was opened: bars cannot rest on what was not watched. */
  HISTORY("happened before the connection was opened"),
  /** A funding rate before its settlement. */
  UNSETTLED("a funding rate that has not settled"),
  /** Another message said it before. */
  REPEATED("was said before"),
  /** Its trades stand behind those that are asked for. */
  HELD("waits for trades that are asked for"),
  /** The order book is past it. */
  SUPERSEDED("the book is past it"),
  /** A change of an order book whose snapshot has not come (again). */
  AWAITING_SNAPSHOT("the book waits for its snapshot"),
  /** A change of an order book beyond the levels that a fact holds. */
  BEYOND_DEPTH("beyond the levels that are kept"),
  /** An order book without bids or without asks, as it should be: hardly anybody trades there. */
  ONE_SIDED("the book has no bids or no asks"),
  /** Counted in quanto contracts, whose base amount moves with their settlement currency. */
  QUANTO("in quanto contracts, which are no fixed amount of the base or the quote currency"),
  /** Of a kind that nothing is made of, such as a change of trading status. */
  NOT_KEPT("of a kind that nothing is made of");

  private final String words;

  NoFact(String words) {
    this.words = words;
  }

  /** For people: "12 messages: the book is past it". */
  public String words() {
    return words;
  }
}
