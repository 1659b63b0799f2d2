package io.tidemark.client.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkpoints or savepoints beside one that were made before it. */
final class OlderCheckpoints {

  /** How Flink names the folder of a checkpoint; that of a savepoint has no number. */
  private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d{1,18})");

  private OlderCheckpoints() {}

  /**
   * The folders, the newest first: of checkpoints by number, of savepoints by the time of writing.
   *
   * @param folder which may itself be missing
   */
  static List<Path> of(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return List.of();
    }
    long number = number(folder);
    List<Path> complete = complete(parent);
    if (number >= 0) {
      return complete.stream()
          .filter(each -> number(each) >= 0 && number(each) < number)
          .sorted(Comparator.comparingLong(OlderCheckpoints::number).reversed())
          .toList();
    }
    return byTime(complete, folder);
  }

  /** The checkpoints and savepoints in a folder, the newest first. */
  static List<Path> allIn(Path folder) throws IOException {
    List<Written> written = new ArrayList<>();
    for (Path each : complete(folder)) {
      written.add(Written.of(each));
    }
    return newestFirst(written);
  }

  private static List<Path> complete(Path parent) throws IOException {
    try (Stream<Path> within = Files.list(parent)) {
      return within.filter(each -> Files.isRegularFile(each.resolve(SavedState.METADATA))).toList();
    }
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  private static long number(Path folder) {
    Matcher name = CHECKPOINT.matcher(name(folder));
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  private record Written(Path folder, FileTime at) {

    static Written of(Path folder) throws IOException {
      return new Written(folder, Files.getLastModifiedTime(folder.resolve(SavedState.METADATA)));
    }
  }

  private static List<Path> byTime(List<Path> all, Path folder) throws IOException {
    List<Written> written = new ArrayList<>();
    FileTime limit = FileTime.from(Instant.MAX);
    for (Path each : all) {
      Written one = Written.of(each);
      if (name(each).equals(name(folder))) {
        limit = one.at();
      } else if (number(each) < 0) {
        written.add(one);
      }
    }
    FileTime before = limit;
    written.removeIf(each -> each.at().compareTo(before) >= 0);
    return newestFirst(written);
  }

  private static List<Path> newestFirst(List<Written> written) {
    return written.stream()
        .sorted(Comparator.comparing(Written::at).reversed())
        .map(Written::folder)
        .toList();
  }
}
