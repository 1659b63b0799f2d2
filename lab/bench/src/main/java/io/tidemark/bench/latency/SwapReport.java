package io.tidemark.bench.latency;

import io.tidemark.bench.BenchSection;
import io.tidemark.calibration.artefact.TextTable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What swaps of the model cost under load.
 *
 * @param model that is swapped for later versions of itself
 * @param perSecond records sent per second: half of what can be sustained
 * @param events of the log
 * @param signals on the topic
 * @param scored events on which a model was asked
 * @param swaps how often the model was changed, of all instruments together
 * @param twice signals of an event that had one already
 * @param wrong signals by another version than serves at their place in the log
 * @param refused updates that were refused
 * @param balanced whether every event was decided and every score has its signal or its reason
 * @param without gaps between an instrument's signals in the part without swaps
 * @param gaps the same in the part with swaps, but for those at a swap
 * @param atSwaps from the last signal of one version to the first of the next
 */
public record SwapReport(
    String model,
    double perSecond,
    long events,
    long signals,
    long scored,
    long swaps,
    long twice,
    long wrong,
    long refused,
    boolean balanced,
    @Nullable Percentiles without,
    @Nullable Percentiles gaps,
    @Nullable Percentiles atSwaps)
    implements BenchSection {

  @Override
  public boolean holds() {
    return balanced && twice == 0 && wrong == 0 && refused == 0 && atSwaps != null;
  }

  /** Whether no swap made a longer gap than one in a thousand is without. */
  public boolean met() {
    return without != null && atSwaps != null && atSwaps.highest() <= without.p999();
  }

  @Override
  public List<String> lines() {
    return Stream.of(
            Stream.of(
                "swap: %s for later versions of itself, %,d activations under %,.0f records/s, at least once"
                    .formatted(model, swaps, perSecond),
                "%,d events, %,d scored, %,d signals: %d twice, %d by the wrong version, %d updates refused; %s"
                    .formatted(
                        events,
                        scored,
                        signals,
                        twice,
                        wrong,
                        refused,
                        balanced ? "balanced" : "NOT BALANCED"),
                "",
                "Gaps between an instrument's signals, ms, by the broker's clock (whole ms):"),
            TextTable.lines(
                List.of(
                    List.of("", "gaps", "p50", "p99", "p99.9", "largest"),
                    cells("without swaps", without),
                    cells("with swaps, between them", gaps),
                    cells("at the swaps", atSwaps)))
                .stream(),
            Stream.of(
                "largest gap at a swap: asked at most p99.9 without: "
                    + (met() ? "met" : "MISSED")))
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
