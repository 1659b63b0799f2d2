package io.tidemark.collector.recorder;

import io.tidemark.collector.feed.FeedEvent;
import io.tidemark.collector.venue.FeedPlan;
import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.collector.venue.VenueDialects;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process that records where no file takes a byte. */
final class RecordingOnFullDisk {

  /** Its exit code if it could not record. */
  static final int LOST = 3;

  private RecordingOnFullDisk() {}

  /**
   * Records one line.
   *
   * @param args the folder
   */
  public static void main(String[] args) {
    RecordingFiles files = new RecordingFiles(Path.of(args[0]));
    try (files) {
      VenueDialect dialect = VenueDialects.of("BTC-USD@kraken").orElseThrow();
      FeedPlan plan = new FeedPlan(Map.of(), Set.of(), dialect.socket(), dialect.rest());
      new FeedRecorder("kraken", dialect, plan, files)
          .heard(new FeedEvent.Received(1, "{}"), 1_000_000, List.of());
    }
    System.exit(files.lost() == 1 ? LOST : 0);
  }
}
