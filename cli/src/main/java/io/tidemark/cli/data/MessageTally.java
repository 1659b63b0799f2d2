package io.tidemark.cli.data;

import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.NoFact;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of a recording's messages. */
final class MessageTally {

  private final String name;
  private final Map<NoFact, Long> passed = new EnumMap<>(NoFact.class);
  private final Map<RejectReason, Long> refused = new EnumMap<>(RejectReason.class);
  private final Map<EventKind, Long> facts = new EnumMap<>(EventKind.class);
  private long messages;
  private long withFacts;
  private long refusedInPart;
  private long leftOut;

  MessageTally(String name) {
    this.name = name;
  }

  /** A line was read. */
  void message() {
    messages++;
  }

  /** A message said this. */
  void fact(EventKind kind, boolean wanted) {
    if (wanted) {
      facts.merge(kind, 1L, Long::sum);
    } else {
      leftOut++;
    }
  }

  /** What a message was, all in all; one without any outcome is counted as nothing. */
  void decide(boolean hasFacts, @Nullable RejectReason why, @Nullable NoFact noFact) {
    if (hasFacts) {
      withFacts++;
      refusedInPart += why == null ? 0 : 1;
    } else if (why != null) {
      refused.merge(why, 1L, Long::sum);
    } else if (noFact != null) {
      passed.merge(noFact, 1L, Long::sum);
    }
  }

  MessageCounts counts() {
    return new MessageCounts(
        name,
        messages,
        withFacts,
        Map.copyOf(passed),
        Map.copyOf(refused),
        refusedInPart,
        Map.copyOf(facts),
        leftOut);
  }
}
