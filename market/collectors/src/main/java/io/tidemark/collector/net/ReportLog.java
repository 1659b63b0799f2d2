package io.tidemark.collector.net;

import io.tidemark.collector.feed.FeedAction.Report;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a feed reports, as lines of a log that a bad day does not fill: all reports are counted
 * elsewhere, some of each kind are logged. Not for several threads at once.
 */
final class ReportLog {

  /** In ten seconds. */
  private static final int MOST_OF_A_KIND = 10;

  private static final long WINDOW_NANOS = 10_000_000_000L;
  private static final int LONGEST_LINE = 300;

  private static final class Window {
    private long from;
    private int logged;
    private long leftOut;
  }

  private final LongSupplier nanos;
  private final Map<Report.Kind, Window> windows = new EnumMap<>(Report.Kind.class);

  /**
   * Nothing was reported.
   *
   * @param nanos a clock that is never set, ns
   */
  ReportLog(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The line to log; empty if enough of this kind was logged. */
  Optional<String> line(Report report) {
    long now = nanos.getAsLong();
    Window window = windows.get(report.kind());
    if (window == null) {
      window = new Window();
      window.from = now;
      windows.put(report.kind(), window);
    }
    long leftOut = 0;
    if (now - window.from >= WINDOW_NANOS) {
      leftOut = window.leftOut;
      window.from = now;
      window.logged = 0;
      window.leftOut = 0;
    }
    if (window.logged >= most(report.kind())) {
      window.leftOut++;
      return Optional.empty();
    }
    window.logged++;
    String more = leftOut == 0 ? "" : " (" + leftOut + " more of this kind were not logged)";
    return Optional.of(report.kind() + " " + oneLine(report.words()) + more);
  }

  /** Refused messages come by the thousand, and are alike. */
  private static int most(Report.Kind kind) {
    return kind == Report.Kind.REFUSED ? 1 : MOST_OF_A_KIND;
  }

  /** A venue may answer with a page of HTML, or with what a terminal obeys. */
  private static String oneLine(String words) {
    boolean isLong = words.length() > LONGEST_LINE;
    String shown = isLong ? words.substring(0, LONGEST_LINE) : words;
    String line = shown.replaceAll("\\p{Cntrl}+", " ");
    return isLong ? line + "... (" + words.length() + " characters)" : line;
  }
}
