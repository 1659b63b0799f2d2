package io.tidemark.client.tail;

import io.tidemark.client.PrintableText;
import io.tidemark.client.topic.TopicReader;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The newest records of topics as lines, the newest last. One thread at a time. */
public final class Tail {

  /** So many instruments are named where none of those that were asked for is there. */
  private static final int MOST_NAMED = 10;

  /**
   * Jobs that are behind write their partitions by the checkpoint, and of one partition each task
   * by itself: hours of a market in time-lapse stand side by side.
   */
  private static final int MOST_AHEAD = 10_000;

  private static final long MOST_BYTES_AHEAD = 16L << 20;

  private final TailFormat format;
  private final TailQuery query;
  private final TreeSet<String> seen = new TreeSet<>();

  private long read;
  private long printed;
  private long newest = Long.MIN_VALUE;
  private long from = Long.MIN_VALUE;

  /**
   * @param topicPrefix in front of every topic's name
   * @param query which records
   */
  public Tail(String topicPrefix, TailQuery query) {
    this.format = new TailFormat(topicPrefix, query);
    this.query = query;
  }

  /**
   * Hands on what is there now. So many lines as were asked for are chosen and sorted by the
   * records' own times, and no more than those are held. Of all of them nobody knows how many there
   * are: the partitions are merged by time, and a record that comes {@value #MOST_AHEAD} records or
   * 16 MiB too late is out of its place. The topics are then read twice if it must first be known
   * which record is the newest.
   */
  public void print(TopicReader reader, Consumer<String> out) {
    if (query.lines() > 0) {
      NewestRecords kept = new NewestRecords(query.lines());
      reader.drain(record -> choose(look(format.read(record)), kept));
      from = query.since().from(newest);
      kept.inOrder().forEach(record -> print(record, out));
      return;
    }
    if (query.since().relative()) {
      reader.drain(record -> look(format.read(record)));
      reader.rewind();
      read = 0;
    }
    from = query.since().from(newest);
    SortedAhead sorted = new SortedAhead(MOST_AHEAD, MOST_BYTES_AHEAD);
    reader.merge(format::read, record -> sorted.take(look(record), next -> print(next, out)));
    sorted.end(next -> print(next, out));
  }

  /** Hands on what has come since, as it comes; waits a moment if nothing has. */
  public void follow(TopicReader reader, Consumer<String> out) {
    reader.poll(record -> print(look(format.read(record)), out));
  }

  /** What to say where nothing was printed: what there is instead. Empty if something was. */
  public String nothing() {
    if (printed > 0) {
      return "";
    }
    if (read == 0) {
      return "there is no record yet";
    }
    String instruments = seen.isEmpty() ? "" : "; instruments there: " + String.join(", ", seen);
    return PrintableText.of("none of %,d records fits%s".formatted(read, instruments));
  }

  private TailRecord look(TailRecord record) {
    read++;
    newest = Math.max(newest, record.time());
    if (!record.instrument().isEmpty() && seen.size() < MOST_NAMED) {
      seen.add(record.instrument());
    }
    return record;
  }

  private void choose(TailRecord record, NewestRecords kept) {
    if (query.wants(record)) {
      kept.take(record);
    }
  }

  private void print(TailRecord record, Consumer<String> out) {
    if (record.time() >= from && query.wants(record)) {
      printed++;
      out.accept(record.text().get());
    }
  }
}
