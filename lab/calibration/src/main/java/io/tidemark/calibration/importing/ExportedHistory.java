package io.tidemark.calibration.importing;

import io.tidemark.core.feature.catalog.FeatureSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All rows of all exports that a model is imported with.
 *
 * @param series one for each file, by export and name
 * @param features that were read, in the model's order, under the names that exports give them
 */
record ExportedHistory(List<ExportSeries> series, List<String> features) {

  /** About 400 MB: so many numbers are held at once. */
  private static final long MOST_NUMBERS = 100_000_000L;

  /**
   * Reads the exports, each row once.
   *
   * @param features as somebody wrote them
   * @throws ImportRefusedException with all reasons that can be seen without reading rows, or the
   *     first that a row gives
   */
  static ExportedHistory read(List<Path> exports, List<String> features) {
    List<List<ExportHead>> heads = new ArrayList<>();
    for (Path export : exports) {
      heads.add(files(export).stream().map(ExportHead::read).toList());
    }
    List<ExportHead> all = heads.stream().flatMap(List::stream).toList();
    List<String> names = new FeatureSet(features, all.get(0).bar()).names();
    requireUsable(all, names);
    List<ExportSeries> series = new ArrayList<>();
    for (int export = 0; export < heads.size(); export++) {
      for (ExportHead head : heads.get(export)) {
        series.add(ExportSeries.read(head, export, names));
      }
    }
    return new ExportedHistory(List.copyOf(series), names);
  }

  /** What is the same of all its files. */
  ExportHead head() {
    return series.get(0).head;
  }

  /** How many exports there are. */
  int exports() {
    return series.get(series.size() - 1).export + 1;
  }

  private static void requireUsable(List<ExportHead> heads, List<String> names) {
    Set<String> wrong = new LinkedHashSet<>();
    long numbers = 0;
    for (ExportHead head : heads) {
      List<String> absent = new ArrayList<>(names);
      absent.add(ExportSeries.LAST_RETURN);
      absent.removeAll(head.columns());
      if (!absent.isEmpty()) {
        wrong.add(
            "%s has no column %s: export it with --features %s"
                .formatted(head.path(), absent, String.join(",", withLastReturn(names))));
      }
      if (!head.made().equals(heads.get(0).made())) {
        wrong.add(
            "%s is of %s, and %s of %s: give exports that were made alike"
                .formatted(head.path(), head.made(), heads.get(0).path(), heads.get(0).made()));
      }
      numbers += head.rows() * names.size();
    }
    if (numbers > MOST_NUMBERS) {
      wrong.add(
          "the exports hold %,d numbers, and at most %,d are read: give shorter ones, or fewer"
              .formatted(numbers, MOST_NUMBERS));
    }
    if (!wrong.isEmpty()) {
      throw new ImportRefusedException(List.copyOf(wrong));
    }
  }

  private static Set<String> withLastReturn(List<String> names) {
    Set<String> all = new LinkedHashSet<>(names);
    all.add(ExportSeries.LAST_RETURN);
    return all;
  }

  private static List<Path> files(Path export) {
    if (!Files.isDirectory(export)) {
      throw new ImportRefusedException(
          export + " is no folder: give one that ./tidemark export wrote");
    }
    try (Stream<Path> list = Files.list(export)) {
      List<Path> files =
          list.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
      if (files.isEmpty()) {
        throw new ImportRefusedException(
            export + " holds no Parquet file: give a folder that ./tidemark export wrote");
      }
      return files;
    } catch (IOException e) {
      throw new ImportRefusedException(export + " cannot be read: " + e.getMessage(), e);
    }
  }
}
