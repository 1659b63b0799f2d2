package io.tidemark.collector.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.series.MacroSeries;
import java.time.LocalDate;
import java.util.List;

/**
 * One series as FRED's interface answers. A point stands where there is no value.
 *
 * @param endpoint without a path
 * @param series one that FRED has
 * @param key without it nothing is answered
 */
record FredSource(String endpoint, MacroSeries series, String key) implements PollSource {

  private static final String PATH =
      "/fred/series/observations?series_id=%s&observation_start=%s&file_type=json";
  private static final String NO_VALUE = ".";

  @Override
  public PollRequest request(long since, long now) {
    return PollRequest.of(
        endpoint + PATH.formatted(series.fred(), PollTime.day(since)), "api_key", key);
  }

  @Override
  public Parsed<PollReading> read(byte[] body) {
    return SeriesJson.rows(body, List.of("observations"), this::row);
  }

  private int row(JsonNode row, List<PollItem> items) throws BadMessageException {
    LocalDate day = PollTime.day(Json.text(row, "date"), "date");
    if (Json.text(row, "value").equals(NO_VALUE)) {
      return 1;
    }
    items.add(
        new PolledValue(
            series.metric(),
            PollTime.startOf(day, "date"),
            series.publication().micros(day),
            Json.number(row, "value")));
    return 0;
  }
}
