package io.tidemark.recordings;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.message.MessageFile;
import io.tidemark.recordings.message.RecordingReader;
import io.tidemark.recordings.table.Row;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All files of one exchange that are played together: its connections, its answers, its days. They
 * are merged line by line and read by one {@link Protocol}.
 *
 * @param name of the exchange
 * @param protocol makes one that has read nothing yet
 * @param files in the order in which they were given
 * @param origins the names that their lines carry
 */
public record Recording(
    String name, Supplier<Protocol> protocol, List<DataFile> files, List<String> origins) {

  /** The recording of these files of one venue. */
  public static Recording of(Venue venue, List<DataFile> files, List<String> origins) {
    return new Recording(venue.name(), venue::open, files, origins);
  }

  /**
   * Its facts and refused messages, from the first.
   *
   * @param played whether an instrument's facts are wanted
   */
  public RecordingReader open(Predicate<String> played) {
    List<MessageFile> opened = new ArrayList<>();
    try {
      for (int i = 0; i < files.size(); i++) {
        opened.add(new MessageFile(files.get(i).messages(origins.get(i)), i));
      }
    } catch (UnreadableDataException e) {
      opened.forEach(MessageFile::close);
      throw e;
    }
    return new RecordingReader(name, opened, protocol.get(), played);
  }

  /** Reads it once, to know which instruments there are; by their names. */
  Map<String, Holding> survey() {
    Map<String, Holding> found = new TreeMap<>();
    try (RecordingReader reader = open(instrument -> true)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        if (row.fact() instanceof Parsed.Valid<Fact> valid) {
          Fact fact = valid.value();
          found.computeIfAbsent(fact.instrument(), name -> new Holding()).add(fact);
        }
      }
    }
    return found;
  }

  /** What it holds of one instrument. */
  static final class Holding {

    private final Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    private long begin = Long.MAX_VALUE;

    private void add(Fact fact) {
      kinds.add(fact.kind());
      if (fact instanceof Candle candle) {
        begin = Math.min(begin, candle.start());
      } else if (fact instanceof Trade) {
        begin = Math.min(begin, fact.eventTime());
      }
    }

    /** Of which kinds there are facts. */
    Set<EventKind> kinds() {
      return kinds;
    }

    /** Whether bars can be made: of trades or candles, not of books. */
    boolean hasPrice() {
      return begin != Long.MAX_VALUE;
    }

    /** When the first trade or candle begins, µs since the epoch. */
    long begin() {
      return begin;
    }
  }
}
