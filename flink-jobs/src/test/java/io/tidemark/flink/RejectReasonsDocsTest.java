package io.tidemark.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RejectReasonsDocsTest {

  private static final Path PAGE =
      Path.of(System.getProperty("tidemark.root"), "docs/reference/reject-reasons.md");
  private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)` \\| .+ \\| .+ \\|$");

  @Test
  void thePageOfRejectReasonsHasARowForEachReasonAndNoOther() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .map(ROW::matcher)
            .filter(matcher -> matcher.matches())
            .map(matcher -> matcher.group(1))
            .toList();
    assertThat(rows)
        .containsExactlyInAnyOrder(
            Arrays.stream(RejectReason.values()).map(Enum::name).toArray(String[]::new));
  }
}
