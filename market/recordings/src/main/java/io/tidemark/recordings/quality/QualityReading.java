package io.tidemark.recordings.quality;

import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.Venue;
import io.tidemark.recordings.DataFile;
import io.tidemark.recordings.FilesTogether;
import io.tidemark.recordings.Recording;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.message.DepthTable;
import io.tidemark.recordings.message.MessageCounts;
import io.tidemark.recordings.message.RecordingReader;
import io.tidemark.recordings.table.DepthRow;
import io.tidemark.recordings.table.Row;
import io.tidemark.recordings.table.Rows;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Reads a file to its end, as a replay would, and says what becomes of each row. */
public final class QualityReading {

  private final DataFile file;
  private final FilesTogether together;
  private final RowTally tally = new RowTally();
  private final Consumer<RowVerdict> each;

  private QualityReading(DataFile file, FilesTogether together, Consumer<RowVerdict> each) {
    this.file = file;
    this.together = together;
    this.each = each;
  }

  /**
   * Reads it alone.
   *
   * @param each is told of each row, in the order of the file, or of time where a vendor's file is
   *     turned round; of a recording's messages, only of those that were refused or a part of them
   * @throws UnreadableDataException when the file breaks off
   */
  public static FileQuality of(DataFile file, Consumer<RowVerdict> each) {
    return of(file, FilesTogether.of(List.of(file)), each);
  }

  /**
   * Reads it as a part of what is replayed together: of the messages of one venue some say what
   * others mean, such as a list of instruments or the snapshot of a book; of the tables some repeat
   * what others gave.
   *
   * @param together all files, with this one; nothing is said of the others
   * @param each is told of each row of {@code file}, as where it is read alone
   * @throws UnreadableDataException when a file breaks off
   */
  public static FileQuality of(DataFile file, FilesTogether together, Consumer<RowVerdict> each) {
    QualityReading reading = new QualityReading(file, together, each);
    Venue venue = file.venue();
    if (venue == null) {
      file.instruments().forEach(reading::table);
      return reading.tally.done(file, List.of());
    }
    return file.isDepthTable() ? reading.depth(venue) : reading.recording(venue);
  }

  private void table(String instrument) {
    Notes notes = new Notes();
    try (Rows rows = file.open(instrument, file.name())) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        add(RowVerdict.of(together.judged(file, row), row.number(), notes));
      }
    }
  }

  private FileQuality depth(Venue venue) {
    Notes notes = new Notes();
    try (DepthTable table = new DepthTable(file.path(), file.name())) {
      for (DepthTable.Change c = table.change(); c != null; c = table.change()) {
        List<Note> found =
            c.first().reason() == null
                ? notes.onMessage(c.first().received(), c.missing())
                : List.of();
        for (DepthRow row : c.rows()) {
          List<Note> own = row == c.first() ? found : List.of();
          String detail = row.reason() != null ? row.detail() : own.isEmpty() ? "" : notes.detail();
          add(new RowVerdict(row.number, row.reason(), false, List.of(), own, detail));
        }
      }
    }
    return tally.done(file, messages(venue, false));
  }

  private FileQuality recording(Venue venue) {
    return tally.done(file, messages(venue, true));
  }

  private List<String> messages(Venue venue, boolean count) {
    List<DataFile> files = together.files().stream().filter(each -> venue == each.venue()).toList();
    String origin = String.valueOf(files.indexOf(file));
    List<String> origins = IntStream.range(0, files.size()).mapToObj(String::valueOf).toList();
    Recording recording = Recording.of(venue, files, origins);
    try (RecordingReader reader = recording.open(instrument -> true)) {
      long last = -1;
      for (Row row = reader.next(); row != null; row = reader.next()) {
        if (!row.origin().topic().equals(origin)) {
          continue;
        }
        long line = row.origin().offset() / Row.FACTS_PER_LINE;
        if (count && row.fact() instanceof Parsed.Rejected<?> no) {
          add(RowVerdict.refused(line, no.reason(), line == last, no.detail()));
        }
        last = line;
      }
      MessageCounts counts = reader.counts(origin);
      if (count) {
        tally.accept(counts.messages() - tally.rows());
      }
      return counts.words();
    }
  }

  private void add(RowVerdict verdict) {
    tally.add(verdict);
    each.accept(verdict);
  }
}
