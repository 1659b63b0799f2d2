package io.tidemark.recordings.quality;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.PriceScale;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks for what stands out in the facts of one instrument's rows, one after the other. */
final class Notes {

  /** Below 1 / this or above this a price is far from the other. */
  private static final double FAR = 1.5;

  private static final long HOUR = 3_600_000_000L;
  private static final long DAY = 24 * HOUR;
  private static final long MINUTE = HOUR / 60;
  private static final long NONE = Long.MIN_VALUE;

  private final List<Note> found = new ArrayList<>();
  private String detail = "";
  private long last = NONE;
  private long interval = NONE;
  private long lastId = NONE;
  private double lastPrice;

  private final RefusedLines refused = new RefusedLines();

  /** What stands out in this one. */
  List<Note> on(Fact fact) {
    found.clear();
    detail = "";
    if (fact instanceof Candle candle) {
      candle(candle);
    } else if (fact instanceof Trade trade) {
      trade(trade);
    } else if (fact instanceof Funding) {
      funding(fact.eventTime());
    } else if (fact instanceof Metric metric && metric.name().equals(Metric.FEAR_GREED)) {
      missing(fact.eventTime(), DAY);
    }
    refused.clear();
    return List.copyOf(found);
  }

  /** A row is there and was refused: what it would have said is not missing. */
  void onRefused(String line) {
    refused.add(line);
  }

  /** A message of a stream that was received then, with so many ids missing before it. */
  List<Note> onMessage(long received, long missing) {
    found.clear();
    detail = "";
    silence(received);
    if (missing > 0) {
      note(Note.MISSING_IDS, missing + (missing == 1 ? " update is" : " updates are") + " missing");
    }
    return List.copyOf(found);
  }

  /** A sentence on the first thing that was found. */
  String detail() {
    return detail;
  }

  private void candle(Candle candle) {
    missing(candle.start(), candle.length());
    if (candle.volume() == 0) {
      note(Note.NO_VOLUME, "");
    }
    if (candle.high() > FAR * candle.low()) {
      note(Note.FAR_PRICE, "high " + candle.high() + ", low " + candle.low());
    }
    price(candle.open(), candle.close());
  }

  /** The first price of a row, against the last one of the row before. */
  private void price(double first, double latest) {
    double apart = Math.max(first / lastPrice, lastPrice / first);
    if (lastPrice > 0 && apart > FAR) {
      note(Note.FAR_PRICE, first + " after " + lastPrice + scale(lastPrice, first));
    }
    lastPrice = latest;
  }

  /** What a jump by a power of ten is, as far as such a ratio tells. */
  private static String scale(double before, double after) {
    int power = PriceScale.power(before, after);
    if (power == 0) {
      return "";
    }
    String times = String.format(Locale.ROOT, "%,.0f", Math.pow(10, Math.abs(power)));
    return ", "
        + (power > 0 ? times + " times as much" : "1/" + times + " of it")
        + ", as where a coin is redenominated or its unit changes";
  }

  private void trade(Trade trade) {
    silence(trade.eventTime());
    price(trade.price(), trade.price());
    long id = RefusedLines.id(trade.tradeId());
    if (id != NONE && lastId != NONE && id > lastId + 1) {
      long there = refused.withIdsBetween(lastId, id);
      if (id - lastId - 1 > there) {
        note(Note.MISSING_IDS, "trade " + id + " comes after " + lastId + between(there));
      }
    }
    lastId = id;
  }

  private void funding(long time) {
    long step = last == NONE ? NONE : time - last;
    if (interval != NONE && Math.abs(step - interval) > MINUTE) {
      note(Note.OTHER_INTERVAL, hours(step) + " instead of " + hours(interval));
    }
    interval = step;
    last = time;
  }

  /** A series that has a value in each of these steps. */
  private void missing(long time, long step) {
    if (last != NONE && time - last > step) {
      long there = refused.atOtherTimesThan(last, time);
      long missing = (time - last) / step - 1 - there;
      if (missing > 0) {
        note(Note.HOLE, missing + " missing, " + after(time) + between(there));
      }
    }
    last = time;
  }

  /** A stream that speaks whenever something happens. */
  private void silence(long time) {
    if (last != NONE && time - last > HOUR) {
      note(Note.HOLE, after(time));
    } else if (last != NONE && last - time > MINUTE) {
      note(
          Note.CLOCK_BACK,
          hours(last - time)
              + " before the row before, so what follows may come late in a replay: sort the file"
              + " by time");
    }
    last = time;
  }

  private static String between(long refused) {
    return refused == 0
        ? ""
        : ", and " + refused + (refused == 1 ? " row" : " rows") + " between refused";
  }

  private String after(long time) {
    return hours(time - last) + " after the one before";
  }

  private void note(Note note, String sentence) {
    if (found.contains(note)) {
      return;
    }
    found.add(note);
    detail = detail.isEmpty() ? sentence : detail;
  }

  private static String hours(long micros) {
    return String.format(Locale.ROOT, "%.2f h", (double) micros / HOUR);
  }
}
