package io.tidemark.recordings.quality;

import static java.util.stream.Collectors.joining;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.DataFile;
import io.tidemark.recordings.table.Repair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what becomes of a file's rows. */
final class RowTally {

  /** More instruments than these are counted and not named. */
  private static final int MOST_NAMED = 8;

  private final Map<Repair, First> repairs = new EnumMap<>(Repair.class);
  private final Map<RejectReason, First> reasons = new EnumMap<>(RejectReason.class);
  private final Map<RejectReason, First> inPart = new EnumMap<>(RejectReason.class);
  private final Map<Note, First> notes = new EnumMap<>(Note.class);
  private long rows;
  private long accepted;
  private long repaired;
  private long refused;

  /** How many there are, and what is said of the first line. */
  private record First(long count, long line, String detail) {

    First and(First other) {
      First first = line <= other.line ? this : other;
      return new First(count + other.count, first.line, first.detail);
    }
  }

  void add(RowVerdict verdict) {
    long line = verdict.line();
    if (verdict.inPart() && verdict.reason() != null) {
      inPart.merge(verdict.reason(), new First(1, line, verdict.detail()), First::and);
      return; // it is counted with the messages of which nothing was refused
    }
    rows++;
    if (verdict.reason() != null) {
      refused++;
      reasons.merge(verdict.reason(), new First(1, line, verdict.detail()), First::and);
      return;
    }
    if (verdict.repairs().isEmpty()) {
      accepted++;
    } else {
      repaired++;
    }
    for (Repair repair : verdict.repairs()) {
      repairs.merge(repair, new First(1, line, repair.words()), First::and);
    }
    for (Note note : verdict.notes()) {
      String sentence = verdict.notes().get(0) == note ? verdict.detail() : "";
      notes.merge(note, new First(1, line, words(note, sentence)), First::and);
    }
  }

  /** Rows of which nothing stands out. */
  void accept(long more) {
    rows += more;
    accepted += more;
  }

  long rows() {
    return rows;
  }

  private static String words(Note note, String sentence) {
    return note.words() + (sentence.isEmpty() ? "" : ": " + sentence);
  }

  FileQuality done(DataFile file, List<String> messages) {
    List<FileQuality.Finding> findings = new ArrayList<>();
    list("repaired", repairs, findings);
    list("refused", reasons, findings);
    list("in part", inPart, findings);
    list("noted", notes, findings);
    return new FileQuality(
        file.name(), about(file), rows, accepted, repaired, refused, findings, messages);
  }

  private static String about(DataFile file) {
    String of = file.instruments().isEmpty() ? "" : " of " + named(file.instruments());
    String kind = file.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String remarks = file.remarks().stream().map(remark -> "; " + remark).collect(joining());
    return (file.isDepthTable() ? "changes of order books, one level a row" : kind) + of + remarks;
  }

  private static String named(List<String> instruments) {
    int shown = Math.min(MOST_NAMED, instruments.size());
    String more =
        instruments.size() > shown ? " and " + (instruments.size() - shown) + " more" : "";
    return String.join(", ", instruments.subList(0, shown)) + more;
  }

  private static <K extends Enum<K>> void list(
      String verdict, Map<K, First> counts, List<FileQuality.Finding> findings) {
    counts.forEach(
        (kind, first) ->
            findings.add(
                new FileQuality.Finding(
                    verdict, kind.name(), first.count(), first.line(), first.detail())));
  }
}
