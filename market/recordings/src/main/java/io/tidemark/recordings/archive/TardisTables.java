package io.tidemark.recordings.archive;

import io.tidemark.exchange.protocol.Listing;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.form.Owner;
import io.tidemark.recordings.form.Sample;
import io.tidemark.recordings.form.TableForm;
import io.tidemark.recordings.table.TableFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tardis' tables, which begin with {@code exchange,symbol,timestamp,local_timestamp}, times in µs:
 * trades, quotes, snapshots and changes of the book, derivative tickers, liquidations. All is known
 * when it was received.
 */
public final class TardisTables implements TableForm {

  public static final List<String> KEY =
      List.of("exchange", "symbol", "timestamp", "local_timestamp");
  private static final int SYMBOL = 1;

  private static final List<String> TRADES = List.of("id", "side", "price", "amount");
  private static final List<String> CHANGES = List.of("is_snapshot", "side", "price", "amount");
  private static final List<String> QUOTES =
      List.of("ask_amount", "ask_price", "bid_price", "bid_amount");
  private static final String SNAPSHOT = "asks[0].price";
  private static final List<String> TICKER =
      List.of("open_interest", "last_price", "index_price", "mark_price");

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header = sample.header();
    if (header.size() <= KEY.size() || !header.subList(0, KEY.size()).equals(KEY)) {
      return null;
    }
    List<String> row = sample.firstRow();
    if (row.size() != header.size()) {
      throw new UnreadableDataException(
          sample.path() + " holds a header and no row of as many cells behind it: fetch it again.");
    }
    List<String> rest = header.subList(KEY.size(), header.size());
    requireKnown(sample.path(), rest);
    Listing listing =
        TardisListing.of(
            sample.path(), row.get(0), row.get(SYMBOL), Owner.named(sample.instrument()));
    TardisRows file = new TardisRows(sample, header, row.get(SYMBOL), listing);
    if (rest.equals(TRADES)) {
      return isLiquidations(sample.path()) ? file.liquidations() : file.trades();
    } else if (rest.equals(CHANGES)) {
      return file.changes();
    } else if (rest.equals(QUOTES)) {
      return file.quotes();
    }
    return rest.contains(SNAPSHOT) ? file.snapshots() : file.ticker();
  }

  private static void requireKnown(Path path, List<String> rest) {
    boolean isKnown =
        List.of(TRADES, CHANGES, QUOTES).contains(rest)
            || rest.contains(SNAPSHOT)
            || rest.containsAll(TICKER);
    if (!isKnown) {
      throw new UnreadableDataException(
          path
              + " is a table of Tardis that is not read, such as options_chain: give trades,"
              + " quotes, book_snapshot_5 or _25, incremental_book_L2, derivative_ticker or"
              + " liquidations.");
    }
  }

  /** Trades and liquidations have the same columns. */
  private static boolean isLiquidations(Path path) {
    return path.toAbsolutePath().toString().toLowerCase(Locale.ROOT).contains("liquidations");
  }
}
