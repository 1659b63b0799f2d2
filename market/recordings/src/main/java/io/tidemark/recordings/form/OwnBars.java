package io.tidemark.recordings.form;

import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.TableFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bars of one instrument with our own columns. */
public final class OwnBars implements TableForm {

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header = sample.header();
    if (header.equals(BarTable.HEADER.subList(0, 5))) {
      throw new UnreadableDataException(sample.path() + WITHOUT_VOLUME);
    }
    return header.equals(BarTable.HEADER)
        ? BarTable.of(sample.path(), Owner.of(sample), sample.own(), header.get(0), List.of())
        : null;
  }

  /** Why bars of a price at which nothing was traded are not read. */
  public static final String WITHOUT_VOLUME =
      " holds bars without volume (mark prices), nothing was traded at them: give the bars of the"
          + " trades.";
}
