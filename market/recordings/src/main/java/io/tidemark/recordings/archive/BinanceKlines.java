package io.tidemark.recordings.archive;

import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.form.BarTable;
import io.tidemark.recordings.form.CellForm;
import io.tidemark.recordings.form.OwnBars;
import io.tidemark.recordings.form.Sample;
import io.tidemark.recordings.form.TableForm;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Klines of Binance's public archive or of its REST interface: 12 columns with or without a header,
 * starts in milliseconds, or in microseconds as those of spot from 2025.
 */
public final class BinanceKlines implements TableForm {

  private static final int WIDTH = 12;
  private static final int VOLUME = 5;
  private static final int CLOSE_TIME = 6;
  private static final int COUNT = 8;

  /** In the base currency where {@link #VOLUME} is in contracts. */
  private static final int BASE_VOLUME = 7;

  private static final Set<String> OF_PRICES =
      Set.of("markPriceKlines", "indexPriceKlines", "premiumIndexKlines");

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header = sample.header();
    boolean hasHeader = isHeader(header);
    if (header.size() != WIDTH || !(hasHeader || isRow(header))) {
      return null;
    }
    Path path = sample.path();
    refusePrices(sample);
    BinanceFile file = BinanceFile.of(sample.path(), sample.instrument(), null);
    CellForm form = form(sample.dialect()::cells, file);
    TableLayout layout = hasHeader ? sample.layout(form) : sample.headless(form);
    return BarTable.of(path, file.instrument(), layout, "open_time", file.remarks());
  }

  /** Of records that are told apart so. */
  public static CellForm form(Function<String, List<String>> split, BinanceFile file) {
    int volume = file.countsContracts() ? BASE_VOLUME : VOLUME;
    return CellForm.of(
        split, WIDTH, cells -> CellForm.bar("open_time", cells, 0, 1, 2, 3, 4, volume));
  }

  private static boolean isHeader(List<String> header) {
    return header.size() > CLOSE_TIME
        && header.get(0).replace(' ', '_').equals("open_time")
        && header.get(CLOSE_TIME).replace(' ', '_').equals("close_time");
  }

  public static boolean isRow(List<String> cells) {
    return cells.size() == WIDTH
        && Stamp.micros(cells.get(0)) != Stamp.NONE
        && Stamp.micros(cells.get(CLOSE_TIME)) != Stamp.NONE;
  }

  /** In theirs each change of the price counts as a trade, and none has a volume. */
  private static void refusePrices(Sample sample) {
    boolean isOfPrices = false;
    for (Path folder : sample.path().toAbsolutePath()) {
      isOfPrices |= OF_PRICES.contains(folder.toString());
    }
    List<List<String>> rows =
        sample.lines().stream().map(sample.dialect()::cells).filter(BinanceKlines::isRow).toList();
    if (isOfPrices
        || (!rows.isEmpty()
            && rows.stream().allMatch(row -> isZero(row.get(VOLUME)) && !isZero(row.get(COUNT))))) {
      throw new UnreadableDataException(sample.path() + OwnBars.WITHOUT_VOLUME);
    }
  }

  private static boolean isZero(String cell) {
    return cell.matches("0*\\.?0*");
  }
}
