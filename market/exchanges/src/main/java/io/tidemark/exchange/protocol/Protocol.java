package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Trade;
import java.util.List;

/**
 * What one exchange says, read in the order of receipt. It remembers what is needed to read on:
 * which symbols there are, the order books, where their chains stand; all of it bounded.
 *
 * <p>Bad data is a value: no text makes it throw. Not for several threads at once.
 */
public interface Protocol {

  /** What the message means: at least one outcome, facts in the order in which they happened. */
  List<Outcome> read(Message message);

  /**
   * The trades in an answer to a request for those of the past, the oldest first; none where the
   * venue has no such request or the answer is none. They are told apart by their ids: some may
   * have been read before.
   *
   * @param symbol as the venue calls the instrument
   */
  default List<Trade> pastTrades(String symbol, Message answer) {
    return List.of();
  }
}
