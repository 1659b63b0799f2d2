package io.tidemark.collector.watch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A number of the collector, for Prometheus. */
@SuppressWarnings("ImmutableEnumChecker") // unmodifiable lists
public enum CollectorMetric {
  FEED_RECEIVING("1 while market data comes, else 0", "feed"),
  FEED_BOOKS_LIVE("books that are known", "feed"),
  FEED_CONNECTIONS_TOTAL("connections since the beginning", "feed"),
  FEED_SILENT_INSTRUMENTS(
      "instruments of which nothing was heard for more than so many seconds", "feed", "seconds"),
  FEED_CLOCK_OFFSET_MICROS(
      "least time between what happened and its receipt, µs; below 0 the local clock is behind",
      "feed"),
  FEED_FACTS_TOTAL("facts that were handed on, by their kind", "feed", "kind"),
  FEED_EVENTS_TOTAL("what happened to the feed, by its kind", "feed", "event"),
  WRITTEN_TOTAL("records that Kafka has"),
  WAITING("facts that wait in memory"),
  BOOKS_LEFT_OUT_TOTAL("books that a newer one stands for"),
  FACTS_LOST_TOTAL("facts for which there was no room"),
  REFUSED_TOTAL("records that Kafka did not take"),
  POLL_WELL("1 if the last answer was good, else 0", "poll"),
  POLL_ANSWERED_TIMESTAMP_SECONDS("when it was answered last, s since the epoch", "poll"),
  POLL_EVENTS_TOTAL("what became of its answers and of what is in them", "poll", "event"),
  TEXTS_WRITTEN_TOTAL("texts of polls that Kafka has"),
  TEXTS_WAITING("texts of polls that wait in memory"),
  TEXTS_LOST_TOTAL("texts of polls that Kafka did not take, or for which there was no room"),
  RECORDED_LINES_TOTAL("lines of recordings that are written"),
  RECORDED_LINES_LOST_TOTAL("lines of recordings that were lost: the disk is full or slow");

  /** What each name begins with. */
  public static final String PREFIX = "tidemark_collector_";

  private final String meaning;
  private final List<String> labels;

  CollectorMetric(String meaning, String... labels) {
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  /** Its name, without what each begins with. */
  public String metricName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people, with the unit. */
  public String meaning() {
    return meaning;
  }

  public List<String> labels() {
    return labels;
  }

  /**
   * Its name and labels as Prometheus writes them.
   *
   * @param values of the labels, in their order
   */
  public String of(String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(
          name() + " has labels " + labels + ", not " + Arrays.toString(values));
    }
    StringBuilder text = new StringBuilder(metricName());
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? '{' : ',')
          .append(labels.get(i))
          .append("=\"")
          .append(values[i])
          .append('"');
    }
    return (values.length > 0 ? text.append('}') : text).append(' ').toString();
  }
}
