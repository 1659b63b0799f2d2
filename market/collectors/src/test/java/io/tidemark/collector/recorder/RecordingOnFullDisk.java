package io.tidemark.collector.recorder;

import io.tidemark.collector.feed.FeedEvent;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
      new FeedRecorder(
              "kraken",
              "KRAKEN",
              URI.create("wss://ws.venue.example/stream"),
              bytes -> Optional.empty(),
              List.of(),
              files)
          .heard(new FeedEvent.Received(1, "{}"), 1_000_000);
    }
    System.exit(files.lost() == 1 ? LOST : 0);
  }
}
