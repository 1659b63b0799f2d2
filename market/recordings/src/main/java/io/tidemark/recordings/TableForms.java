package io.tidemark.recordings;

import io.tidemark.recordings.archive.ArrayCandles;
import io.tidemark.recordings.archive.ArrayKlines;
import io.tidemark.recordings.archive.BinanceFunding;
import io.tidemark.recordings.archive.BinanceKlines;
import io.tidemark.recordings.archive.BinanceMetrics;
import io.tidemark.recordings.archive.BinanceTradeTables;
import io.tidemark.recordings.archive.DailyTrades;
import io.tidemark.recordings.archive.HftEvents;
import io.tidemark.recordings.archive.KrakenTables;
import io.tidemark.recordings.archive.OkxTrades;
import io.tidemark.recordings.archive.TardisTables;
import io.tidemark.recordings.file.RecordLayout;
import io.tidemark.recordings.form.ArrayBars;
import io.tidemark.recordings.form.ArrayFearGreed;
import io.tidemark.recordings.form.ArrayForm;
import io.tidemark.recordings.form.ArrayObjects;
import io.tidemark.recordings.form.ArrayTrades;
import io.tidemark.recordings.form.CoinMetrics;
import io.tidemark.recordings.form.FearGreed;
import io.tidemark.recordings.form.Fred;
import io.tidemark.recordings.form.NamedBars;
import io.tidemark.recordings.form.NamedFearGreed;
import io.tidemark.recordings.form.NamedTrades;
import io.tidemark.recordings.form.NotRead;
import io.tidemark.recordings.form.OwnBars;
import io.tidemark.recordings.form.OwnFunding;
import io.tidemark.recordings.form.OwnSeries;
import io.tidemark.recordings.form.OwnTrades;
import io.tidemark.recordings.form.PlainBars;
import io.tidemark.recordings.form.Sample;
import io.tidemark.recordings.form.StreamTrades;
import io.tidemark.recordings.form.TableForm;
import io.tidemark.recordings.form.VendorBars;
import io.tidemark.recordings.table.TableFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All forms in which files of tables come, in the order in which they are tried. */
public final class TableForms {

  private static final List<TableForm> FORMS =
      List.of(
          new OwnBars(),
          new VendorBars(),
          new OwnTrades(),
          new NamedTrades(),
          new StreamTrades(),
          new OwnFunding(),
          new FearGreed(),
          new OwnSeries(),
          new BinanceKlines(),
          new BinanceTradeTables(),
          new BinanceFunding(),
          new BinanceMetrics(),
          new TardisTables(),
          new DailyTrades(),
          new OkxTrades(),
          new NotRead(),
          new KrakenTables(),
          new NamedFearGreed(),
          new NamedBars(),
          new CoinMetrics(),
          new Fred(),
          new PlainBars());

  private static final List<ArrayForm> ARRAYS =
      List.of(
          new ArrayBars(),
          new ArrayKlines(),
          new ArrayTrades(),
          new ArrayFearGreed(),
          new ArrayCandles(),
          new ArrayObjects());

  private TableForms() {}

  /**
   * What a file of a JSON array holds; null where it has none of these forms.
   *
   * @param head how it begins
   * @param instrument whose it is; null: as the path says
   * @throws io.tidemark.recordings.file.UnreadableDataException with one sentence, where its form
   *     is known and it cannot be read
   */
  public static @Nullable TableFile array(Path path, String head, @Nullable String instrument) {
    String first = ArrayForm.first(path, head);
    if (first == null) {
      return null;
    }
    for (ArrayForm form : ARRAYS) {
      TableFile table = form.read(path, first, instrument);
      if (table != null) {
        return table;
      }
    }
    return null;
  }

  /**
   * The tables in a file of an array of NumPy: at least one.
   *
   * @param instrument whose it is; null: as the path says
   * @throws io.tidemark.recordings.file.UnreadableDataException with one sentence, where it cannot
   *     be read
   */
  public static List<TableFile> events(Path path, @Nullable String instrument) {
    return HftEvents.read(Sample.of(path, RecordLayout.NUMPY, instrument));
  }

  /**
   * What a file of text or Parquet holds; null where it has none of these forms.
   *
   * @param records what its records are
   * @param instrument whose it is; null: as the path says
   * @throws io.tidemark.recordings.file.UnreadableDataException with one sentence, where its form
   *     is known and it cannot be read
   */
  public static @Nullable TableFile read(
      Path path, RecordLayout records, @Nullable String instrument) {
    Sample sample = Sample.of(path, records, instrument);
    for (TableForm form : FORMS) {
      TableFile table = form.read(sample);
      if (table != null) {
        return table;
      }
    }
    return null;
  }
}
