package io.tidemark.calibration.importing;

import blue.strategic.parquet.ParquetReader;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.market.FeedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * What a file of an export says of itself before any row is read.
 *
 * @param path of the file
 * @param bar length of a bar, µs
 * @param trigger {@code bar} or {@code every}
 * @param horizonBars how far the labels look
 * @param rows in the file
 * @param columns their names
 * @param said everything it says, by key
 */
record ExportHead(
    Path path,
    long bar,
    String trigger,
    int horizonBars,
    long rows,
    List<String> columns,
    Map<String, String> said) {

  private static final String FORMAT = "1";
  private static final String RUNS = "tidemark.runs.";

  /**
   * Reads it.
   *
   * @throws ImportRefusedException if it is no export of this version
   */
  static ExportHead read(Path path) {
    ParquetMetadata metadata;
    try {
      metadata = ParquetReader.readMetadata(path.toFile());
    } catch (IOException | RuntimeException e) {
      throw unreadable(path, e);
    }
    Map<String, String> said = metadata.getFileMetaData().getKeyValueMetaData();
    if (!FORMAT.equals(said.get("tidemark.format"))) {
      throw new ImportRefusedException(
          path + " is no export of this version: give a folder that ./tidemark export wrote");
    }
    List<String> columns = new ArrayList<>();
    metadata
        .getFileMetaData()
        .getSchema()
        .getFields()
        .forEach(field -> columns.add(field.getName()));
    return new ExportHead(
        path,
        BarLength.micros(said.getOrDefault("tidemark.bar", "")),
        said.getOrDefault("tidemark.trigger", ""),
        Integer.parseInt(said.getOrDefault("tidemark.horizon_bars", "0")),
        metadata.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum(),
        columns,
        said);
  }

  /** The library's own words name objects of its own, by addresses. */
  static ImportRefusedException unreadable(Path path, Throwable why) {
    return new ImportRefusedException(
        path + " cannot be read as Parquet: check that it is whole, or export it again", why);
  }

  /** Bar, trigger and horizon: the same of all files of an import. */
  String made() {
    return "bar %s, trigger %s, horizon %d bars"
        .formatted(BarLength.text(bar), trigger, horizonBars);
  }

  /** How far a label looks, µs. */
  long horizon() {
    return bar * horizonBars;
  }

  /** The name of the file in its folder: several exports have files of the same names. */
  String name() {
    Path whole = path.toAbsolutePath().normalize();
    Path folder = whole.getParent();
    return (folder == null ? "" : folder.getFileName() + "/") + whole.getFileName();
  }

  /** Whether it says how long its feed stood still; files of before did not. */
  boolean saysRuns() {
    return said.containsKey(RUNS + "unchanged_closes");
  }

  /**
   * The longest run of a kind that had begun; {@link FeedRun#NEVER} if there was none.
   *
   * @param until µs since the epoch
   */
  long longestRun(String kind, long until) {
    return said.getOrDefault(RUNS + kind, "")
        .lines()
        .map(line -> line.split(" ", 2))
        .filter(run -> Long.parseLong(run[0]) <= until)
        .mapToLong(run -> Long.parseLong(run[1]))
        .max()
        .orElse(FeedRun.NEVER);
  }
}
