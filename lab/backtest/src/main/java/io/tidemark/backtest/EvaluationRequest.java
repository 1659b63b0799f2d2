package io.tidemark.backtest;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is evaluated, on what.
 *
 * @param model directory of a version
 * @param data recorded files and folders, or exports
 * @param instrument whose data counts, and whose it is where the paths do not say; null if there is
 *     no choice
 * @param from first time of a row that counts, µs since the epoch
 * @param to exclusive
 * @param flatBand a return no further from 0 is flat, fraction; NaN if nobody said. Only models
 *     with a flat class need it
 * @param maxFlatBars most flat bars in a row before features warm up anew
 */
public record EvaluationRequest(
    Path model,
    List<Path> data,
    @Nullable String instrument,
    long from,
    long to,
    double flatBand,
    int maxFlatBars) {

  /** Whether a row counts. */
  boolean counts(long time) {
    return time >= from && time < to;
  }
}
