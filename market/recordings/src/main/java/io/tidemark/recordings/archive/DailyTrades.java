package io.tidemark.recordings.archive;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.form.BadRowException;
import io.tidemark.recordings.form.CellForm;
import io.tidemark.recordings.form.Sample;
import io.tidemark.recordings.form.SymbolTrades;
import io.tidemark.recordings.form.TableForm;
import io.tidemark.recordings.table.TableFile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day's trades of derivatives as Bybit and BitMEX publish them, with the same columns. Bybit
 * writes seconds with a fraction, and one contract in a file; BitMEX dates of its own form, and all
 * contracts in a file.
 *
 * <p>A size is in the base currency where Bybit's contract is worth coins, and in USD where it is
 * not ({@code BTCUSD}); of BitMEX, whose contracts are of many kinds, {@code homeNotional} is
 * taken, the same in the base currency.
 */
public final class DailyTrades implements TableForm {

  private static final List<String> COLUMNS =
      List.of("timestamp", "symbol", "side", "size", "price", "trdmatchid", "homenotional");

  /** {@code 2024-03-01D00:00:08.123456000}. */
  private static final Pattern BITMEX_TIME = Pattern.compile("([0-9-]{10})D([0-9:.]+)");

  private static final Pattern PAIR = Pattern.compile("([A-Z0-9]+?)(_?)(USDT|USDC|USD|EUR|PERP)");

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header = sample.header();
    if (!header.containsAll(COLUMNS)) {
      return null;
    }
    List<Integer> at = COLUMNS.stream().map(header::indexOf).toList();
    int time = at.get(0);
    boolean isBitmex =
        sample.firstRow().size() > time
            && BITMEX_TIME.matcher(sample.firstRow().get(time)).matches();
    CellForm form =
        CellForm.of(
            sample.dialect()::cells,
            header.size(),
            row ->
                SymbolTrades.trade(
                    BITMEX_TIME.matcher(row.get(time)).replaceFirst("$1T$2"),
                    row.get(at.get(5)),
                    row.get(at.get(2)),
                    row.get(at.get(4)),
                    isBitmex
                        ? row.get(at.get(6))
                        : quantity(row.get(at.get(1)), row.get(at.get(3)), row.get(at.get(4)))));
    return SymbolTrades.read(
        sample, at.get(1), symbol -> named(symbol, isBitmex ? "bitmex" : "bybit"), form);
  }

  private static String quantity(String symbol, String size, String price) throws BadRowException {
    return symbol.endsWith("USD")
        ? String.valueOf(CellForm.number("size", size) / CellForm.number("price", price))
        : size;
  }

  private static Parsed<String> named(String symbol, String venue) {
    Matcher pair = PAIR.matcher(symbol);
    boolean isSpot = pair.matches() && !pair.group(2).isEmpty();
    if (!pair.matches() || (isSpot && venue.equals("bybit"))) {
      return Parsed.rejected(
          RejectReason.UNKNOWN_INSTRUMENT,
          "'"
              + symbol
              + "' is no perpetual and no pair of "
              + venue
              + ": contracts that end on a day are not read");
    }
    String quote = pair.group(3).equals("PERP") ? "USDC" : pair.group(3);
    return Parsed.valid(
        InstrumentName.base(pair.group(1)) + "-" + quote + (isSpot ? "" : "-PERP") + "@" + venue);
  }
}
