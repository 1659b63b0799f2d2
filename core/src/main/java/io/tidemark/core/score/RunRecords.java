package io.tidemark.core.score;

import io.tidemark.core.market.FeedRun;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The runs of one instrument's feed that were longer than all before them, so that the longest of
 * any first part of the log can be told: it is the last that began in that part. As lengths rise,
 * there are at most as many as the root of twice the log's length in bars, or seconds of a book.
 *
 * <p>Lengths are what the rule {@code STALE_VALUES} compares: both read {@link FeedHistory}.
 */
public final class RunRecords {

  private static final long SECOND = 1_000_000;

  /**
   * A run.
   *
   * @param began clock when it did, µs since the epoch
   * @param length in the unit of its kind; of a book in whole seconds, rounded up, but in µs
   */
  public record Run(long began, long length) {}

  private final Map<FeedRun, Track> tracks = new EnumMap<>(FeedRun.class);

  /** Of a log of which nothing was read. */
  public RunRecords() {
    for (FeedRun kind : FeedRun.values()) {
      tracks.put(kind, new Track());
    }
  }

  /** An event has been taken into {@code state}. */
  public void observe(ScoringState state) {
    tracks.forEach((kind, track) -> track.observe(state.clock, length(kind, state)));
  }

  /** Those of a kind, in the order of time; empty where nothing could stand. */
  public List<Run> of(FeedRun kind) {
    return List.copyOf(tracks.getOrDefault(kind, new Track()).records);
  }

  private static long length(FeedRun kind, ScoringState state) {
    return switch (kind) {
      case UNCHANGED_CLOSES ->
          Double.isNaN(state.feed.close) ? FeedRun.NEVER : state.feed.unchangedCloses;
      case BARS_WITHOUT_VOLUME -> state.feed.barsWithoutVolume;
      case BOOK_UNMOVED -> seconds(FeedRun.unmoved(state.bookAt, state.feed.bookMovedAt));
    };
  }

  /** Whole seconds, for a record by a microsecond is none. */
  private static long seconds(long micros) {
    return micros <= 0 ? micros : (micros + SECOND - 1) / SECOND * SECOND;
  }

  /** The run that goes on, and the records. */
  private static final class Track {

    final List<Run> records = new ArrayList<>();
    private long began;
    private long last = FeedRun.NEVER;
    private long longest = FeedRun.NEVER;

    void observe(long clock, long length) {
      if (length <= 0 || length < last) {
        began = clock;
      }
      last = length;
      if (length <= longest) {
        return;
      }
      longest = length;
      if (!records.isEmpty() && records.get(records.size() - 1).began() == began) {
        records.remove(records.size() - 1);
      }
      records.add(new Run(began, length));
    }
  }
}
