package io.tidemark.recordings.form;

import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.TableFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables that are known and of which nothing is a fact: each with what to give instead. */
public final class NotRead implements TableForm {

  @Override
  public @Nullable TableFile read(Sample sample) {
    String why = why(InstrumentName.stem(sample.path()), sample.header());
    if (why.isEmpty()) {
      return null;
    }
    throw new UnreadableDataException(sample.path() + why);
  }

  private static String why(String stem, List<String> header) {
    if (header.equals(List.of("timestamp", "percentage", "depth", "notional"))
        || (stem.contains("-bookDepth") && header.size() == 4)) {
      return " holds depths of the book by percentage, which are sums over many levels, and no"
          + " fact holds such sums: give klines, trades or metrics, or a recording of the book.";
    }
    if (header.containsAll(List.of("update_id", "best_bid_price", "best_ask_price"))
        || header.containsAll(List.of("order_status", "accumulated_fill_quantity"))) {
      return " is a table of Binance's archive that is not read (best quotes or liquidations): give"
          + " klines, trades, aggTrades, fundingRate or metrics, or a recording of the messages.";
    }
    if (header.contains("symbol") && header.contains("first_bar_ms")) {
      return " holds a list of instruments and no bars or trades: give the file of their bars.";
    }
    return "";
  }
}
