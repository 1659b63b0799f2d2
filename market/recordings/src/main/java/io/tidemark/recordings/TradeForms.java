package io.tidemark.recordings;

import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.DataKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Single trades and aggregate trades of one instrument say the same twice. As in a recording of
 * Binance those count that came first; the others are left out for as long as a file of the first
 * goes on.
 */
public final class TradeForms {

  /** So much later than the last aggregate its last single trades may be, µs. */
  private static final long MOST_APART = 60_000_000L;

  private final List<Source> sources;
  private final Set<String> inMoreTables = new HashSet<>();
  private final Map<String, Counted> counted = new HashMap<>();

  /** Which form counts now, and up to when there were trades of it, µs. */
  private record Counted(boolean aggregate, long until) {}

  TradeForms(List<Source> sources) {
    this.sources = sources;
    Set<String> inOne = new HashSet<>();
    for (Source source : sources) {
      if (source.aggregate() != null) {
        source.markets().stream().filter(name -> !inOne.add(name)).forEach(inMoreTables::add);
      }
    }
  }

  /** Whether more than one table holds trades of an instrument. */
  boolean areInMoreTables(String instrument) {
    return inMoreTables.contains(instrument);
  }

  /**
   * What is to be known of files that are read together, one sentence for each instrument whose
   * trades are there in both forms.
   */
  public static List<String> remarks(List<DataFile> files) {
    Map<String, TreeSet<Boolean>> forms = new TreeMap<>();
    for (DataFile file : files) {
      if (file.kind() == DataKind.TRADES) {
        file.instruments()
            .forEach(
                name -> forms.computeIfAbsent(name, n -> new TreeSet<>()).add(file.isAggregate()));
      }
    }
    List<String> remarks = new ArrayList<>();
    forms.forEach(
        (instrument, of) -> {
          if (of.size() > 1) {
            remarks.add(
                instrument
                    + ": its trades are given singly and as aggregates; those count that come"
                    + " first, the others of the same time are left out");
          }
        });
    return remarks;
  }

  /** Whether a trade of this source counts. */
  boolean counts(Source source, Trade trade) {
    Boolean aggregate = source.aggregate();
    if (aggregate == null) {
      return true;
    }
    Counted now = counted.get(trade.instrument());
    long slack = source.dropped() > 0 ? MOST_APART : 0;
    if (now != null && now.aggregate() != aggregate && isCovered(now, trade, slack)) {
      return false;
    }
    long until = now == null ? trade.eventTime() : Math.max(now.until(), trade.eventTime());
    counted.put(trade.instrument(), new Counted(aggregate, until));
    return true;
  }

  private boolean isCovered(Counted now, Trade trade, long slack) {
    return trade.eventTime() - slack <= now.until()
        || sources.stream().anyMatch(source -> isRunning(source, now, trade.instrument()));
  }

  private static boolean isRunning(Source source, Counted now, String instrument) {
    @Nullable Boolean aggregate = source.aggregate();
    return aggregate != null
        && aggregate == now.aggregate()
        && source.markets().contains(instrument)
        && source.left() > 0
        && source.head() != null;
  }
}
