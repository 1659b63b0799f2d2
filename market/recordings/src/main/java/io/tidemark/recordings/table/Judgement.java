package io.tidemark.recordings.table;

import io.tidemark.core.sequence.NeighbourJudge;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the lines of a table are judged by what stands before and after them.
 *
 * @param name of the column
 * @param isTime whether it is a time, ms, and not an id
 * @param of what it says
 * @param limits in the same unit
 */
public record Judgement(String name, boolean isTime, LineTime of, NeighbourJudge.Limits limits) {

  private static final int LOOK_AHEAD = 16;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long LARGEST_ID_GAP = 1_000_000;

  /** Of bars and dated values, which follow each other strictly. */
  public static Judgement ofBars(String name, LineTime of) {
    return new Judgement(name, true, of, new NeighbourJudge.Limits(LOOK_AHEAD, 0, 30 * DAY, DAY));
  }

  /** Of trades, which venues and recorders write down a little out of order. */
  public static Judgement ofTrades(String name, LineTime of) {
    return new Judgement(
        name, true, of, new NeighbourJudge.Limits(LOOK_AHEAD, MINUTE, 30 * DAY, HOUR));
  }

  /** Of ids that rise from row to row. */
  public static Judgement ofIds(String name, LineTime of) {
    return new Judgement(
        name, false, of, new NeighbourJudge.Limits(LOOK_AHEAD, 0, LARGEST_ID_GAP, LARGEST_ID_GAP));
  }

  /** By how much, and against which lines. */
  String words(NeighbourJudge.Contradiction<TableLine> why) {
    StringBuilder text = new StringBuilder(name).append(' ').append(why.time());
    if (isTime) {
      text.append(" (").append(Instant.ofEpochMilli(why.time())).append(')');
    }
    text.append(" is ");
    text.append(against(why.time(), why.before(), "", " before it"));
    text.append(why.before() != null && why.after() != null ? " and " : "");
    text.append(against(why.time(), why.after(), "", " after it"));
    if (why.asked() == 0) {
      return text.append(", and no row follows that confirms it").toString();
    }
    return text.append(", as ")
        .append(why.against())
        .append(" of the ")
        .append(why.asked())
        .append(why.asked() == 1 ? " row that follows says" : " rows that follow say")
        .toString();
  }

  private String against(
      long time, NeighbourJudge.@Nullable Timed<TableLine> other, String prefix, String where) {
    if (other == null) {
      return "";
    }
    long apart = time - other.time();
    return prefix
        + (isTime
            ? String.format(Locale.ROOT, "%,.3f s", Math.abs(apart) / 1_000.0).replace(".000", "")
            : String.format(Locale.ROOT, "%,d", Math.abs(apart)))
        + (apart < 0 ? " behind line " : " ahead of line ")
        + other.element().number()
        + where;
  }
}
