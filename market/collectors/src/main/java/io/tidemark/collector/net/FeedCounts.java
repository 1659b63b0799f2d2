package io.tidemark.collector.net;

import io.tidemark.collector.feed.FeedAction.Report.Kind;
import io.tidemark.core.fact.EventKind;
import java.util.EnumMap;
import java.util.Map;

/** What a feed said since it began. */
public final class FeedCounts {

  private final Map<EventKind, Long> facts = new EnumMap<>(EventKind.class);
  private final Map<Kind, Long> reports = new EnumMap<>(Kind.class);

  synchronized void fact(EventKind kind) {
    facts.merge(kind, 1L, Long::sum);
  }

  synchronized void count(Kind kind) {
    reports.merge(kind, 1L, Long::sum);
  }

  /** Facts that were handed on. */
  public synchronized Map<EventKind, Long> facts() {
    return new EnumMap<>(facts);
  }

  /** What happened to the feed. */
  public synchronized Map<Kind, Long> reports() {
    return new EnumMap<>(reports);
  }
}
