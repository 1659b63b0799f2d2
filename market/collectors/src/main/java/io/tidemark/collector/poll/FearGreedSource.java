package io.tidemark.collector.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import java.util.List;

/**
 * The Fear and Greed index as alternative.me answers: a value for each UTC day. By rule a day's
 * value is known when the day is over, as in recorded data.
 *
 * @param endpoint without a path
 */
record FearGreedSource(String endpoint) implements PollSource {

  private static final long DAY = 86_400_000_000L;
  private static final long SECOND = 1_000_000L;

  @Override
  public PollRequest request(long since, long now) {
    long days = (now - since) / DAY + 2;
    return PollRequest.of(endpoint + "/fng/?limit=" + days + "&format=json");
  }

  @Override
  public Parsed<PollReading> read(byte[] body) {
    return SeriesJson.rows(body, List.of("data"), FearGreedSource::row);
  }

  private static int row(JsonNode row, List<PollItem> items) throws BadMessageException {
    long time = PollTime.plausible(Json.whole(row, "timestamp") * SECOND, "timestamp");
    long day = time - Math.floorMod(time, DAY);
    items.add(new PolledValue(Metric.FEAR_GREED, day, day + DAY, Json.number(row, "value")));
    return 0;
  }
}
