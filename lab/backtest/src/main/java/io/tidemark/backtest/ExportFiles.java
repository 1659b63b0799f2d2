package io.tidemark.backtest;

import blue.strategic.parquet.ParquetReader;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.models.LoadedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.Type;

/** Training exports, as {@code ./tidemark export} writes them: their rows in the order of time. */
final class ExportFiles {

  private static final String FORMAT = "tidemark.format";
  private static final String PARQUET = ".parquet";

  private ExportFiles() {}

  /** The files of exports under the paths; empty if there are none. */
  static List<Path> among(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    try {
      for (Path path : paths) {
        for (Path file : parquet(path)) {
          if (about(file).getKeyValueMetaData().containsKey(FORMAT)) {
            files.add(file);
          }
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new EvaluationException("The data cannot be read: " + e.getMessage() + ".", e);
    }
    return files;
  }

  private static List<Path> parquet(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return path.toString().endsWith(PARQUET) && Files.exists(path) ? List.of(path) : List.of();
    }
    try (Stream<Path> list = Files.list(path)) {
      return list.filter(file -> file.toString().endsWith(PARQUET)).sorted().toList();
    }
  }

  /**
   * Reads the rows, one file after the other.
   *
   * @throws EvaluationException saying all that does not fit the model
   */
  static void read(List<Path> files, LoadedModel model, ScoredInstruments to) {
    List<String> problems = new ArrayList<>();
    try {
      for (Path file : files) {
        problems.addAll(problems(file, model));
      }
      if (!problems.isEmpty()) {
        throw new EvaluationException(String.join("; ", problems) + ".");
      }
      for (Path file : files) {
        read(file, model, to);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new EvaluationException("An export cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static void read(Path file, LoadedModel model, ScoredInstruments to) throws IOException {
    List<String> columns = RowLayout.columns(model.featureNames());
    columns.retainAll(columns(file));
    RowLayout layout = new RowLayout(columns, model.featureNames());
    try (Stream<ExportRowReader.Read> rows =
        ParquetReader.streamContent(file.toFile(), new ExportRowReader(columns))) {
      rows.filter(read -> to.wants(read.instrument()))
          .forEach(read -> to.of(read.instrument(), layout).accept(read.row()));
    }
  }

  private static List<String> problems(Path file, LoadedModel model) throws IOException {
    List<String> needed = new ArrayList<>(model.featureNames());
    needed.addAll(ExportRowReader.OWN);
    needed.removeAll(columns(file));
    List<String> problems = new ArrayList<>();
    if (!needed.isEmpty()) {
      problems.add(
          file + " has no column " + String.join(", ", needed) + ": export the model's features");
    }
    Map<String, String> about = about(file).getKeyValueMetaData();
    ModelTiming timing = model.metadata().timing();
    require(file, about, "bar", BarLength.text(timing.barLength()), problems);
    require(file, about, "horizon_bars", String.valueOf(timing.horizonBars()), problems);
    return problems;
  }

  private static void require(
      Path file, Map<String, String> about, String what, String wanted, List<String> problems) {
    String there = Objects.requireNonNullElse(about.get("tidemark." + what), "unknown");
    if (!there.equals(wanted)) {
      problems.add(file + " has " + what + " " + there + ", the model has " + wanted);
    }
  }

  private static List<String> columns(Path file) throws IOException {
    return about(file).getSchema().getFields().stream().map(Type::getName).toList();
  }

  private static FileMetaData about(Path file) throws IOException {
    return ParquetReader.readMetadata(file.toFile()).getFileMetaData();
  }
}
