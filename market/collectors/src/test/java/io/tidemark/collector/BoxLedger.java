package io.tidemark.collector;

import io.tidemark.collector.feed.FeedMetric;
import io.tidemark.collector.sink.FactSink;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was collected of venues in a box, whose trades are numbered from 1: the last book of each
 * instrument, and which trades came. Its size does not grow with the facts but for a bit a trade.
 */
final class BoxLedger implements FactSink {

  /** The trades of an instrument. */
  private static final class Trades {
    private final BitSet ids = new BitSet();
    private int last;
    private int doubled;
    private int misplaced;

    /** Never came, though no hole was told where they belong. */
    private final BitSet untold = new BitSet();

    /** Whether a hole was told behind the last trade. */
    private boolean told;
  }

  /**
   * What became of the trades of an instrument since the first that was collected.
   *
   * @param lost how many never came
   * @param untold how many of them belong where no hole is told between the trades around them
   * @param doubled how many came again
   * @param misplaced how many came after a later one
   * @param last the number of the last one
   */
  record Verdict(int lost, int untold, int doubled, int misplaced, int last) {}

  private final Map<String, String> books = new HashMap<>();
  private final Map<String, Trades> trades = new HashMap<>();
  private final Map<String, Integer> gaps = new HashMap<>();

  @Override
  public synchronized void accept(Fact fact) {
    if (fact instanceof Book book) {
      books.put(book.instrument(), words(book));
    } else if (fact instanceof Trade trade) {
      traded(trade);
    } else if (fact instanceof Metric metric) {
      told(metric);
    }
  }

  private void told(Metric metric) {
    boolean gap = metric.name().equals(FeedMetric.GAP);
    if (gap) {
      gaps.merge(metric.instrument(), 1, Integer::sum);
    }
    if (gap || metric.name().equals(FeedMetric.TRADES_MISSING)) {
      trades.computeIfAbsent(metric.instrument(), any -> new Trades()).told = true;
    }
  }

  private void traded(Trade trade) {
    Trades of = trades.computeIfAbsent(trade.instrument(), any -> new Trades());
    int id = Integer.parseInt(trade.tradeId());
    if (of.ids.get(id)) {
      of.doubled++;
    } else if (id < of.last) {
      of.misplaced++;
    }
    if (id > of.last) {
      of.untold.set(of.last + 1, of.last > 0 && !of.told ? id : of.last + 1);
      of.told = false;
    }
    of.untold.clear(id);
    of.ids.set(id);
    of.last = Math.max(of.last, id);
  }

  /** The last book in words, as {@link #words} has them; empty if there is none. */
  synchronized String book(String instrument) {
    return books.getOrDefault(instrument, "");
  }

  /** How often a hole was told. */
  synchronized int gaps(String instrument) {
    return gaps.getOrDefault(instrument, 0);
  }

  synchronized Verdict trades(String instrument) {
    Trades of = trades.getOrDefault(instrument, new Trades());
    int first = Math.max(of.ids.nextSetBit(0), 0);
    int lost = of.last == 0 ? 0 : of.last - first + 1 - of.ids.cardinality();
    return new Verdict(lost, of.untold.cardinality(), of.doubled, of.misplaced, of.last);
  }

  /** A book in words. */
  static String words(Book book) {
    return words(boxed(book.bidPrices()), boxed(book.bidSizes()))
        + words(boxed(book.askPrices()), boxed(book.askSizes()));
  }

  /** One side of a book in words. */
  static String words(List<Double> prices, List<Double> sizes) {
    return prices + " " + sizes + "\n";
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
