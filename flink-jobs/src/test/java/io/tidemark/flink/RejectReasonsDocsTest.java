package io.tidemark.flink;

import io.tidemark.core.fact.RejectReason;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/reject-reasons.md}. */
class RejectReasonsDocsTest {

  @Test
  void thePageOfRejectReasonsSaysWhatTheCodeSays() throws IOException {
    GeneratedPage.mustBeUpToDate("reference/reject-reasons.md", page());
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Reject reasons

            Generated from `RejectReason`; do not edit by hand. A record or row that cannot be used becomes a dead
            letter with one of these reasons and a sentence. The list is closed. [Watch a
            deployment](../guide/watch.md#dead-letters) says how to read dead letters, [data
            quality](../concepts/data-quality.md) which faults of files lead to which reason.

            | reason | meaning | what to look at |
            |---|---|---|
            """);
    for (RejectReason reason : RejectReason.values()) {
      page.append("| `%s` | %s | %s |\n".formatted(reason, reason.meaning(), reason.advice()));
    }
    return page.append(
            """

            The jobs themselves do not write `DUPLICATE`: a repeated event in the log is dropped and counted in
            `duplicate`, and what another record had said before is left out of the log and counted in
            `repeated`.
            """)
        .toString();
  }
}
