package io.tidemark.collector.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.series.AssetMetric;
import java.util.List;
import java.util.Locale;

/**
 * Deribit's volatility index of one asset: candles of an hour, of which the close is taken when the
 * hour is over.
 *
 * @param endpoint without a path
 * @param asset such as {@code btc}
 */
record VolatilitySource(String endpoint, String asset) implements PollSource {

  private static final long HOUR = 3_600_000_000L;
  private static final int CLOSE = 4;
  private static final String PATH =
      "/api/v2/public/get_volatility_index_data"
          + "?currency=%s&start_timestamp=%d&end_timestamp=%d&resolution=3600";

  @Override
  public PollRequest request(long since, long now) {
    return PollRequest.of(
        endpoint + PATH.formatted(asset.toUpperCase(Locale.ROOT), since / 1_000, now / 1_000));
  }

  @Override
  public Parsed<PollReading> read(byte[] body) {
    return SeriesJson.rows(body, List.of("result", "data"), this::row);
  }

  private int row(JsonNode row, List<PollItem> items) throws BadMessageException {
    long start = PollTime.plausible(Json.whole(row, 0) * 1_000, "the time");
    long end = start + HOUR;
    String name = AssetMetric.name(asset, AssetMetric.IMPLIED_VOLATILITY);
    items.add(new PolledValue(name, end, end, Json.number(row, CLOSE)));
    return 0;
  }
}
