package io.tidemark.recordings.table;

import io.tidemark.core.sequence.EdgeGaps;
import io.tidemark.core.sequence.NeighbourJudge;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How what a table says is judged by what stands before and after it.
 *
 * @param name of the column
 * @param isTime whether it is a time, ms, and not an id
 * @param limits in the same unit
 */
public record Judgement(String name, boolean isTime, NeighbourJudge.Limits limits) {

  /** A clock may be wrong for a while: half as many wrong rows are told from all others. */
  private static final int LOOK_AHEAD = 512;

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;
  private static final long MONTH = 30 * DAY;

  /** A coin that is listed again stays away for months; a few rows alone are not so far away. */
  private static final long YEARS = 731 * DAY;

  private static final EdgeGaps OF_BARS = new EdgeGaps(MONTH, WEEK, YEARS);
  private static final EdgeGaps OF_TRADES = new EdgeGaps(MONTH, HOUR, YEARS);
  private static final long LARGEST_ID_GAP = 1_000_000;
  private static final EdgeGaps OF_IDS =
      new EdgeGaps(LARGEST_ID_GAP, LARGEST_ID_GAP, 1_000 * LARGEST_ID_GAP);

  /** Of bars and dated values, which follow each other strictly. */
  public static Judgement ofBars(String name) {
    return new Judgement(name, true, new NeighbourJudge.Limits(LOOK_AHEAD, 0, OF_BARS));
  }

  /** Of trades, which venues and recorders write down a little out of order. */
  public static Judgement ofTrades(String name) {
    return new Judgement(name, true, new NeighbourJudge.Limits(LOOK_AHEAD, MINUTE, OF_TRADES));
  }

  /** Of messages, which come in bursts: the first and the last may lie far from the others. */
  public static Judgement ofMessages(String name) {
    return new Judgement(name, true, new NeighbourJudge.Limits(LOOK_AHEAD, MINUTE, EdgeGaps.ANY));
  }

  /** Of ids that rise from row to row. */
  public static Judgement ofIds(String name) {
    return new Judgement(name, false, new NeighbourJudge.Limits(LOOK_AHEAD, 0, OF_IDS));
  }

  /**
   * By how much, and against which lines.
   *
   * @param line the number of an element's line
   */
  public <T> String words(NeighbourJudge.Contradiction<T> why, ToLongFunction<T> line) {
    String before = against(why.time(), why.before(), line, " before it");
    String after = against(why.time(), why.after(), line, " after it");
    String when = isTime ? " (" + Instant.ofEpochMilli(why.time()) + ")" : "";
    return name
        + " "
        + why.time()
        + when
        + " is "
        + before
        + (before.isEmpty() || after.isEmpty() ? "" : " and ")
        + after
        + (why.asked() == 0
            ? ", and no row follows that confirms it"
            : ", as "
                + why.against()
                + " of the "
                + why.asked()
                + (why.asked() == 1 ? " row that follows says" : " rows that follow say"));
  }

  private <T> String against(
      long time, NeighbourJudge.@Nullable Timed<T> other, ToLongFunction<T> line, String where) {
    if (other == null) {
      return "";
    }
    long apart = time - other.time();
    return (isTime
            ? String.format(Locale.ROOT, "%,.3f s", Math.abs(apart) / 1_000.0).replace(".000", "")
            : String.format(Locale.ROOT, "%,d", Math.abs(apart)))
        + (apart < 0 ? " behind line " : " ahead of line ")
        + line.applyAsLong(other.element())
        + where;
  }
}
