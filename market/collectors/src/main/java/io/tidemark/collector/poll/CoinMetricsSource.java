package io.tidemark.collector.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.series.OnChainMetric;
import io.tidemark.exchange.series.Publication;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Daily metrics of one asset as Coin Metrics' interface, version 4, answers. A number is its
 * decimal text; one that is not there yet is null or missing.
 *
 * @param endpoint without a path
 * @param asset such as {@code btc}
 * @param metrics what is taken
 * @param key empty for the community's interface, which needs none
 */
record CoinMetricsSource(String endpoint, String asset, List<OnChainMetric> metrics, String key)
    implements PollSource {

  private static final String PATH =
      "/v4/timeseries/asset-metrics?assets=%s&metrics=%s&frequency=1d&start_time=%s&page_size=5000";

  @Override
  public PollRequest request(long since, long now) {
    String columns =
        metrics.stream()
            .flatMap(metric -> Stream.of(metric.plus(), metric.minus()))
            .filter(column -> !column.isEmpty())
            .distinct()
            .collect(Collectors.joining(","));
    return PollRequest.of(
        endpoint + PATH.formatted(asset, columns, PollTime.day(since)), "api_key", key);
  }

  @Override
  public Parsed<PollReading> read(byte[] body) {
    return SeriesJson.rows(body, List.of("data"), this::row);
  }

  private int row(JsonNode row, List<PollItem> items) throws BadMessageException {
    if (!Json.text(row, "asset").equals(asset)) {
      throw new BadMessageException("the row is of another asset than " + asset);
    }
    LocalDate day = PollTime.day(Json.text(row, "time"), "time");
    long start = PollTime.startOf(day, "time");
    int empty = 0;
    for (OnChainMetric metric : metrics) {
      boolean difference = !metric.minus().isEmpty();
      if (!Json.says(row, metric.plus()) || (difference && !Json.says(row, metric.minus()))) {
        empty++;
      } else {
        double value = amount(row, metric.plus()) - (difference ? amount(row, metric.minus()) : 0);
        items.add(
            new PolledValue(metric.metric(asset), start, Publication.ON_CHAIN.micros(day), value));
      }
    }
    return empty;
  }

  /** Every column counts or measures something; only the difference of two can be below 0. */
  private static double amount(JsonNode row, String column) throws BadMessageException {
    double amount = Json.number(row, column);
    if (amount < 0) {
      throw new BadMessageException(column + " is below 0: " + amount);
    }
    return amount;
  }
}
