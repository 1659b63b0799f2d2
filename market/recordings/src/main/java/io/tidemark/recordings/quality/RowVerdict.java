package io.tidemark.recordings.quality;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.table.Repair;
import io.tidemark.recordings.table.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row: refused with a reason, repaired, or accepted as it stands.
 *
 * @param line its number in the file, the first is 1
 * @param reason why it was refused, or a part of it; null where nothing was
 * @param inPart whether it is a message of which the rest is facts: it counts as accepted
 * @param repairs what was put right; empty where it was refused
 * @param notes what stands out in it
 * @param detail a sentence on the refusal or on the first note; empty where there is neither
 */
public record RowVerdict(
    long line,
    @Nullable RejectReason reason,
    boolean inPart,
    List<Repair> repairs,
    List<Note> notes,
    String detail) {

  static RowVerdict of(Row row, long line, Notes notes) {
    if (row.fact() instanceof Parsed.Valid<Fact> valid) {
      List<Note> found = notes.on(valid.value());
      return new RowVerdict(line, null, false, row.repairs(), found, notes.detail());
    }
    Parsed.Rejected<Fact> rejected = (Parsed.Rejected<Fact>) row.fact();
    notes.onRefused(row.line());
    return refused(line, rejected.reason(), false, rejected.detail());
  }

  static RowVerdict refused(long line, RejectReason reason, boolean inPart, String detail) {
    return new RowVerdict(line, reason, inPart, List.of(), List.of(), detail);
  }

  /** One line for people. */
  public String words() {
    StringBuilder text = new StringBuilder("line ").append(line).append(": ");
    if (reason != null) {
      text.append(inPart ? "refused in part, " : "refused ");
      return text.append(reason).append(", ").append(detail).toString();
    }
    text.append(repairs.isEmpty() ? "accepted" : "repaired");
    repairs.forEach(repair -> text.append(' ').append(repair).append(", ").append(repair.words()));
    notes.forEach(note -> text.append(", noted ").append(note));
    return text.append(detail.isEmpty() ? "" : ": " + detail).toString();
  }
}
