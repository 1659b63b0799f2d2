package io.tidemark.recordings.form;

import io.tidemark.recordings.file.RecordLayout;
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
          new StreamTrades(),
          new OwnFunding(),
          new FearGreed(),
          new OwnSeries(),
          new BinanceKlines(),
          new BinanceTrades(),
          new BinanceFunding(),
          new BinanceMetrics(),
          new TardisTables(),
          new NotRead(),
          new KrakenTables(),
          new NamedFearGreed(),
          new NamedBars(),
          new CoinMetrics(),
          new Fred(),
          new PlainBars());

  private static final List<ArrayForm> ARRAYS =
      List.of(new ArrayBars(), new ArrayKlines(), new ArrayTrades(), new ArrayFearGreed());

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
