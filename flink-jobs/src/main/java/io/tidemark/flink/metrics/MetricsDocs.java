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
            reason behind a dot: `dead.not_a_number`). Counts begin at 0 whenever an operator starts.

            A gauge says what is. Those with the label `instrument` exist once for each instrument, for at most
            `metrics.max-instruments` of them in each task: first the configured ones in their order, from the start
            of the task, then others as they are seen. They come from the instrument's state, so a restart does not
            change them. Flink's Prometheus reporter writes `BTC-USDT@binance` as `BTC_USDT_binance`.

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
    if (reasons == null) {
      return id.label().isEmpty() ? "" : "`" + id.label() + "`";
    }
    return "`"
        + id.label()
        + "`: "
        + Arrays.stream(reasons.getEnumConstants())
            .map(each -> "`" + MetricId.labelValue(each) + "`")
            .collect(Collectors.joining(", "));
  }
}
