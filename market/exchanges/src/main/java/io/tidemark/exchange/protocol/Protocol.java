package io.tidemark.exchange.protocol;

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
}
