package io.tidemark.exchange;

import java.util.List;

/** Reads nothing. */
final class UnreadProtocol implements Protocol {

  @Override
  public List<Outcome> read(Message message) {
    return List.of(new Outcome.Passed(NoFact.NOT_KEPT));
  }
}
