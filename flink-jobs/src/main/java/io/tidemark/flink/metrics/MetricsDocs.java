package io.tidemark.flink.metrics;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes {@code docs/reference/metrics.md} from {@link MetricId}. */
public final class MetricsDocs {

  private MetricsDocs() {}

  /** The whole page, Markdown. */
  public static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # What is measured

            Generated from `MetricId`; do not edit by hand. Every number stands in Flink's scope of the operator
            that counts it, in the group `tidemark`, and each count is also an accumulator of the job (with the
            reason behind a dot: `dead.not_a_number`). Numbers begin at 0 whenever an operator starts.

            Two balances hold: `read = facts + late + duplicate + dead` and
            `scored = emitted + unchanged + withheld`.

            | metric | kind | unit | meaning | label |
            |---|---|---|---|---|
            """);
    for (MetricId id : MetricId.values()) {
      page.append(
          String.format(
              "| `%s` | %s | %s | %s | %s |%n",
              id.metricName(), MetricId.labelValue(id.kind()), id.unit(), id.meaning(), label(id)));
    }
    return page.toString().replace("\r\n", "\n");
  }

  private static String label(MetricId id) {
    Class<? extends Enum<?>> reasons = id.reasons();
    return reasons == null
        ? ""
        : "`"
            + id.label()
            + "`: "
            + Arrays.stream(reasons.getEnumConstants())
                .map(each -> "`" + MetricId.labelValue(each) + "`")
                .collect(Collectors.joining(", "));
  }
}
