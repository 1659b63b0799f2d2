package io.tidemark.flink.testbed;

import io.tidemark.core.drift.Gated;
import io.tidemark.core.score.Assessment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** Versions of the test's model whose reference was sampled from one market, bar by bar. */
public final class OwnReference {

  private static final String FILE = "baseline.csv";

  private OwnReference() {}

  /**
   * Gives a version what the model saw of these instruments as its reference.
   *
   * @param seen by any version of the model: all have the same features and the same graph
   */
  public static Consumer<Path> of(List<Gated> seen, List<String> instruments) {
    return directory -> write(directory, seen, instruments);
  }

  private static void write(Path directory, List<Gated> seen, List<String> instruments) {
    Path file = directory.resolve(FILE);
    try {
      StringBuilder rows = new StringBuilder(Files.readAllLines(file).get(0)).append('\n');
      for (Gated gated : seen) {
        Assessment at = gated.assessment();
        if (at.barClosed() && at.scored() && instruments.contains(at.instrument())) {
          rows.append(row(at)).append('\n');
        }
      }
      Files.writeString(file, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TestVersions.name(directory, FILE);
  }

  private static String row(Assessment at) {
    StringJoiner row = new StringJoiner(",");
    for (float feature : at.features()) {
      row.add(Float.toString(feature));
    }
    return row.add(Float.toString(at.prediction().probability())).toString();
  }
}
