package io.tidemark.recordings.preview;

import io.tidemark.recordings.file.Records;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.LineTime;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The {@link FileParts} of a file of many instruments, whose rows may stand one instrument after
 * the other, or mixed: those of each are put in order by themselves. What is kept of an instrument
 * does not grow with its rows.
 */
public final class PartsByInstrument {

  private final Map<String, FileParts> found = new LinkedHashMap<>();

  private PartsByInstrument() {}

  /**
   * Reads a file of bars, or of values of which an instrument has one a time.
   *
   * @param layout where the rows of all stand
   * @param time of a row, ms
   * @param first its first rows
   * @param whose the instrument of a record; empty where it is of none that is known
   */
  public static PartsByInstrument of(
      Path path, TableLayout layout, LineTime time, FirstRows first, UnaryOperator<String> whose) {
    PartsByInstrument parts = new PartsByInstrument();
    LineTime ofRecord = layout.ofRecord(time);
    try (Records records = layout.open(path)) {
      for (String record = records.next(); record != null; record = records.next()) {
        long at = records.number() > layout.headerLine() ? ofRecord.of(record) : LineTime.NONE;
        String instrument = at == LineTime.NONE ? "" : whose.apply(record);
        if (!instrument.isEmpty()) {
          parts
              .found
              .computeIfAbsent(instrument, any -> FileParts.ofBars(first.isNewestFirst()))
              .add(records.number(), at);
        }
      }
    } catch (UnreadableDataException e) {
      return new PartsByInstrument(); // where it breaks off is said when its rows are read
    }
    return parts;
  }

  /**
   * The parts of one instrument in the order of time; empty where it needs no other order.
   *
   * @param layout where its rows stand
   */
  public List<TableLayout> of(String instrument, TableLayout layout) {
    FileParts parts = found.get(instrument);
    return parts == null ? List.of() : parts.inOrder(layout);
  }
}
