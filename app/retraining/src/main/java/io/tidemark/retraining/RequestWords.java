package io.tidemark.retraining;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.PrintableText;
import io.tidemark.client.RecordText;
import io.tidemark.client.order.MarketTime;
import io.tidemark.core.drift.RetrainRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request as a person reads it. */
public final class RequestWords {

  private RequestWords() {}

  /** What is asked, by whom, and since when. */
  public static String of(RetrainRequest request) {
    return """
    Request %s
      %s/%s was paused for %s on %s.
      %s
      Beyond their thresholds: %s; the farthest since about %s.
      The pause had seen data up to %s (offset %d of the log). Times are UTC.\
    """
        .formatted(
            PrintableText.of(request.id()),
            PrintableText.of(request.model().id()),
            PrintableText.of(request.model().version()),
            PrintableText.of(request.instrument()),
            RecordText.time(request.pause().eventTime()),
            PrintableText.of(request.reason()),
            PrintableText.of(String.join(", ", request.features())),
            RecordText.time(request.driftingSince()),
            RecordText.time(request.dataTo()),
            request.pause().logOffset());
  }

  /**
   * Up to when data may be used, µs since the epoch.
   *
   * @param wanted null for as far as the pause had seen
   * @throws CommandFailedException if that is before what the pause had seen
   */
  public static long until(RetrainRequest request, @Nullable Instant wanted) {
    if (wanted == null) {
      return request.dataTo();
    }
    long to = MarketTime.micros(wanted);
    if (to < request.dataTo()) {
      throw new CommandFailedException(
          "--to is "
              + RecordText.time(to)
              + ", the pause had seen data up to "
              + RecordText.time(request.dataTo())
              + ": a version for it must know them, name a later time");
    }
    return to;
  }
}
