package io.tidemark.recordings.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.recordings.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of the report on faulty files that the recorded files write themselves. */
final class DataQualityDocsTest {

  private static final String BEGIN = "<!-- begin: written by DataQualityDocsTest -->\n";
  private static final String END = "<!-- end: written by DataQualityDocsTest -->\n";

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));
  private static final Path PAGE = ROOT.resolve("docs/reports/2026-11-21-faulty-files.md");

  @Test
  void thePageSaysWhatBecomesOfEachRow() throws IOException {
    Path data = ROOT.resolve("../shared/data/quality").normalize();
    assumeTrue(Files.exists(data), "the recorded data is not beside the repository");
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(begin).isGreaterThan(BEGIN.length());
    assertThat(end).isGreaterThanOrEqualTo(begin);
    String expected = page.substring(0, begin) + text(data) + page.substring(end);
    if (Boolean.getBoolean("tidemark.docs.write")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(PAGE).as("write it anew with make docs").content().isEqualTo(expected);
  }

  private static String text(Path data) throws IOException {
    StringBuilder text = new StringBuilder("\n```\n");
    StringBuilder rows = new StringBuilder();
    try (Stream<Path> files = Files.list(data)) {
      for (Path path : files.sorted().toList()) {
        boolean defects = path.toString().contains("_defects");
        List<String> bad = new ArrayList<>();
        FileQuality quality =
            QualityReading.of(
                DataFile.recognise(path),
                row -> {
                  if (row.reason() != null || !row.repairs().isEmpty()) {
                    bad.add(defects ? row.words() : "");
                  }
                });
        assertThat(quality.balances()).isTrue();
        assertThat(bad).hasSize((int) (quality.repaired() + quality.refused()));
        quality.words().forEach(line -> text.append(line).append('\n'));
        if (defects) {
          rows.append("\nEach faulty row of `").append(quality.name()).append("`:\n\n```\n");
          bad.forEach(line -> rows.append(line).append('\n'));
          rows.append("```\n");
        }
      }
    }
    return text.append("```\n").append(rows).append('\n').toString();
  }
}
