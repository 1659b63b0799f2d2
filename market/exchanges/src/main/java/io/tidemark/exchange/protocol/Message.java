package io.tidemark.exchange.protocol;

/**
 * One thing that was said on a connection to an exchange, by either side.
 *
 * @param kind who said it, and how
 * @param url of the connection or request; empty where it is not known
 * @param at when it was said, by the local clock, µs since the epoch
 * @param text what was said: JSON as it came; empty for {@link Kind#CONNECTED}
 */
public record Message(Kind kind, String url, long at, String text) {

  /** Who said it, and how. */
  public enum Kind {
    /** The connection was opened. */
    CONNECTED,
    /** Sent by the client, such as a subscription. */
    SENT,
    /** The exchange's answer to a REST request. */
    ANSWER,
    /** Received on the WebSocket. */
    RECEIVED,
    /** The recorder's own note of what it subscribed to. */
    CONFIGURATION
  }
}
