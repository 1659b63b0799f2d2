package io.tidemark.dataset;

import io.tidemark.core.score.RunRecords;
import java.util.function.Consumer;

/** Where the rows of an export go. */
@FunctionalInterface
public interface ExportRows {

  /**
   * Is asked when an instrument has its first row.
   *
   * @param runs of its feed; they are complete when the export has ended
   * @return takes its rows from one thread, in order of time
   */
  Consumer<LabelledRow> open(String instrument, RunRecords runs);
}
