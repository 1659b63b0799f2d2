package io.tidemark.recordings.message;

import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.NoFact;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
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
        copy(passed),
        copy(refused),
        refusedInPart,
        copy(facts),
        leftOut);
  }

  /** In the order of the reasons, also where it is written down. */
  private static <K extends Enum<K>> Map<K, Long> copy(Map<K, Long> counts) {
    return Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}
