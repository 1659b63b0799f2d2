package io.tidemark.flink.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The classes of ours that a savepoint names, anywhere in its files. */
public final class NamesInSavepoint {

  private static final Pattern OURS = Pattern.compile("io[./]tidemark[\\w./$]*");

  private NamesInSavepoint() {}

  /**
   * All of them.
   *
   * @param savepoint its directory
   */
  public static Set<String> of(Path savepoint) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        Matcher found =
            OURS.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        while (found.find()) {
          names.add(found.group());
        }
      }
    }
    return names;
  }
}
