package io.tidemark.bench.latency;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tidemark.bench.BenchSection;
import io.tidemark.calibration.artefact.TextTable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What swaps of the model cost under load. Its JSON is flat: the parts' fields, one after the
 * other.
 *
 * @param model that is swapped for later versions of itself
 * @param perSecond records sent per second: half of what can be sustained
 * @param counts of the part with swaps
 * @param gaps between an instrument's signals
 */
public record SwapReport(
    String model,
    double perSecond,
    @JsonUnwrapped SwapCounts counts,
    @JsonUnwrapped SignalGaps gaps)
    implements BenchSection {

  /**
   * What was counted while the model was swapped.
   *
   * @param events of the log
   * @param signals on the topic
   * @param scored events on which a model was asked
   * @param swaps how often the model was changed, of all instruments together
   * @param twice signals of an event that had one already
   * @param wrong signals by another version than serves at their place in the log
   * @param refused updates that were refused
   * @param balanced whether every event was decided and every score has its signal or its reason
   */
  public record SwapCounts(
      long events,
      long signals,
      long scored,
      long swaps,
      long twice,
      long wrong,
      long refused,
      boolean balanced) {

    private boolean hold() {
      return balanced && twice == 0 && wrong == 0 && refused == 0;
    }

    private String line() {
      return "%,d events, %,d scored, %,d signals: %d twice, %d by the wrong version, %d updates refused; %s"
          .formatted(
              events,
              scored,
              signals,
              twice,
              wrong,
              refused,
              balanced ? "balanced" : "NOT BALANCED");
    }
  }

  /**
   * Gaps between an instrument's signals, each null if there are none.
   *
   * @param without in the part without swaps
   * @param between in the part with swaps, but for those at a swap
   * @param atSwaps from the last signal of one version to the first of the next
   */
  public record SignalGaps(
      @Nullable Percentiles without,
      @JsonProperty("gaps") @Nullable Percentiles between,
      @Nullable Percentiles atSwaps) {

    /** Whether no swap made a longer gap than one in a thousand is without. */
    private boolean met() {
      return without != null && atSwaps != null && atSwaps.highest() <= without.p999();
    }
  }

  @Override
  public boolean holds() {
    return counts.hold() && gaps.atSwaps() != null;
  }

  @Override
  public List<String> lines() {
    return Stream.of(
            Stream.of(
                "swap: %s for later versions of itself, %,d activations under %,.0f records/s, at least once"
                    .formatted(model, counts.swaps(), perSecond),
                counts.line(),
                "",
                "Gaps between an instrument's signals, ms, by the broker's clock (whole ms):"),
            TextTable.lines(
                List.of(
                    List.of("", "gaps", "p50", "p99", "p99.9", "largest"),
                    cells("without swaps", gaps.without()),
                    cells("with swaps, between them", gaps.between()),
                    cells("at the swaps", gaps.atSwaps())))
                .stream(),
            Stream.of(
                "largest gap at a swap: asked at most p99.9 without: "
                    + (gaps.met() ? "met" : "MISSED")))
        .flatMap(lines -> lines)
        .toList();
  }

  private static List<String> cells(String what, @Nullable Percentiles of) {
    return of == null
        ? List.of(what, "0", "-", "-", "-", "-")
        : List.of(
            what,
            "%,d".formatted(of.count()),
            "%.0f".formatted(of.p50()),
            "%.0f".formatted(of.p99()),
            "%.0f".formatted(of.p999()),
            "%.0f".formatted(of.highest()));
  }
}
