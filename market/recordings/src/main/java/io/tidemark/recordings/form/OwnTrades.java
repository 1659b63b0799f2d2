package io.tidemark.recordings.form;

import io.tidemark.recordings.table.RowForm;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TradeParser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trades of one instrument with our own columns, in any order and with others among them. */
public final class OwnTrades implements TableForm {

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header = sample.header();
    if (!TradeParser.knows(header)) {
      return null;
    }
    RowForm form = OneSymbol.of(sample, BarNames.symbol(header), sample.dialect()::row);
    return TradeTable.of(sample.path(), Owner.of(sample), sample.layout(form), header, List.of());
  }
}
