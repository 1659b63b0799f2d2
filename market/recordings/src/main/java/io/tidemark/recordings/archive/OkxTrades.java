package io.tidemark.recordings.archive;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.form.CellForm;
import io.tidemark.recordings.form.Owner;
import io.tidemark.recordings.form.Sample;
import io.tidemark.recordings.form.SymbolTrades;
import io.tidemark.recordings.form.TableForm;
import io.tidemark.recordings.form.TradeTable;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TradeParser;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day's trades as OKX publishes them: {@code trade_id,side,size,price,created_time}, each name
 * perhaps with its Chinese one behind a slash, perhaps with a column {@code instrument_name}.
 * Otherwise the file's name begins with the instrument. Sizes of swaps are numbers of contracts,
 * and nothing in a file says what one is worth: those are refused.
 */
public final class OkxTrades implements TableForm {

  private static final List<String> COLUMNS =
      List.of("created_time", "trade_id", "side", "price", "size");

  private static final List<String> ROW =
      List.of("trade_id", "price", "quantity", TradeParser.MICROS, "side");

  private static final Pattern NAME =
      Pattern.compile("([A-Z0-9]+-[A-Z0-9]+)(-(?:SWAP|[0-9]{6}))?(?:-.*)?");

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header =
        sample.header().stream().map(name -> name.split("/", 2)[0].strip()).toList();
    if (!header.containsAll(COLUMNS)) {
      return null;
    }
    List<Integer> at = COLUMNS.stream().map(header::indexOf).toList();
    CellForm form =
        CellForm.of(
            sample.dialect()::cells,
            header.size(),
            row ->
                SymbolTrades.trade(
                    row.get(at.get(0)),
                    row.get(at.get(1)),
                    row.get(at.get(2)),
                    row.get(at.get(3)),
                    row.get(at.get(4))));
    int symbol = header.indexOf("instrument_name");
    if (symbol >= 0) {
      requirePair(sample, sample.firstRow().size() > symbol ? sample.firstRow().get(symbol) : "");
      return SymbolTrades.read(sample, symbol, OkxTrades::named, form);
    }
    return TradeTable.of(sample.path(), instrument(sample), sample.layout(form), ROW, List.of());
  }

  private static String instrument(Sample sample) {
    String stem = InstrumentName.stem(sample.path());
    requirePair(sample, stem);
    String named = Owner.named(sample.instrument());
    if (named != null) {
      requirePair(sample, named.replace("-PERP@okx", "-SWAP"));
      return named;
    }
    Matcher name = NAME.matcher(stem);
    if (!name.matches()) {
      throw new UnreadableDataException(
          sample.path()
              + " holds trades of OKX, and its name does not begin with the instrument: call it as"
              + " in BTC-USDT-trades-2024-03-01.csv, or give --instrument BASE-QUOTE@okx.");
    }
    return name.group(1) + "@okx";
  }

  private static void requirePair(Sample sample, String symbol) {
    Matcher name = NAME.matcher(symbol);
    if (name.matches() && name.group(2) != null) {
      throw new UnreadableDataException(
          sample.path()
              + " is of "
              + name.group(1)
              + name.group(2)
              + " of OKX, whose sizes are numbers of contracts, and nothing in it says what one is"
              + " worth: give trades of a spot pair, or a raw recording with the exchange's list of"
              + " instruments.");
    }
  }

  private static Parsed<String> named(String symbol) {
    Matcher name = NAME.matcher(symbol);
    return name.matches() && name.group(2) == null
        ? Parsed.valid(name.group(1) + "@okx")
        : Parsed.rejected(
            RejectReason.UNKNOWN_INSTRUMENT,
            "'" + symbol + "' is no spot pair of OKX: nothing says what its sizes are counted in");
  }
}
