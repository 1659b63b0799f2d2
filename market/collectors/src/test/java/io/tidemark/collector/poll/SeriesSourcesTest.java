package io.tidemark.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Parsed;
import io.tidemark.exchange.series.MacroSeries;
import io.tidemark.exchange.series.OnChainMetric;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sources of values are asked, and what their answers mean. */
final class SeriesSourcesTest {

  private static final long NOW = micros("2031-03-05T10:30:00Z");
  private static final long SINCE = micros("2031-03-01T10:30:00Z");
  private static final FearGreedSource FEAR_GREED = new FearGreedSource("https://a.example");
  private static final CoinMetricsSource FLOWS =
      new CoinMetricsSource(
          "https://b.example",
          "eth",
          List.of(OnChainMetric.EXCHANGE_INFLOW, OnChainMetric.EXCHANGE_NET_FLOW),
          "");
  private static final FredSource FRED =
      new FredSource("https://c.example", MacroSeries.US10Y, "abc");
  private static final VolatilitySource VOLATILITY =
      new VolatilitySource("https://d.example", "btc");

  static List<PollSource> sources() {
    return List.of(
        FEAR_GREED,
        FLOWS,
        FRED,
        VOLATILITY,
        new FeedSource("https://e.example/rss", new PolledText.Feed("e", "news", "*")));
  }

  @Test
  void fearAndGreedIsAValueOfADay() {
    assertThat(FEAR_GREED.request(SINCE, NOW).withKey())
        .hasToString("https://a.example/fng/?limit=6&format=json");
    assertThat(
            items(
                FEAR_GREED,
                """
                {"name": "Fear and Greed Index", "data": [
                  {"value": "37", "value_classification": "Fear", "timestamp": "1930435200",
                   "time_until_update": "100"},
                  {"value": "61", "value_classification": "Greed", "timestamp": "1930348800"}],
                 "metadata": {"error": null}}
                """))
        .containsExactly(
            value("fear_greed", "2031-03-05T00:00:00Z", "2031-03-06T00:00:00Z", 37),
            value("fear_greed", "2031-03-04T00:00:00Z", "2031-03-05T00:00:00Z", 61));
  }

  @Test
  void whatCannotBeBelowZeroIsRefusedWhereADifferenceMayBe() {
    PollReading reading =
        reading(
            FLOWS,
            """
            {"data": [
              {"asset": "eth", "time": "2031-03-02T00:00:00.000000000Z",
               "FlowInExNtv": "5", "FlowOutExNtv": "7"},
              {"asset": "eth", "time": "2031-03-03T00:00:00.000000000Z",
               "FlowInExNtv": "-5", "FlowOutExNtv": "7"},
              {"asset": "eth", "time": "2031-03-04T00:00:00.000000000Z",
               "FlowInExNtv": "5", "FlowOutExNtv": "-7"}]}
            """);
    assertThat(reading.items().stream().map(item -> (PollItem) item))
        .containsExactly(
            value("eth_exchange_inflow", "2031-03-02T00:00:00Z", "2031-03-04T00:00:00Z", 5),
            value("eth_exchange_net_flow", "2031-03-02T00:00:00Z", "2031-03-04T00:00:00Z", -2),
            value("eth_exchange_inflow", "2031-03-04T00:00:00Z", "2031-03-06T00:00:00Z", 5));
    assertThat(reading.refused())
        .satisfiesExactly(
            first -> assertThat(first).contains("FlowInExNtv is below 0: -5"),
            second -> assertThat(second).contains("FlowOutExNtv is below 0: -7"));
  }

  @Test
  void flowsOfADayAreKnownWhenTheNextDayIsOverAndAMissingOneIsNone() {
    assertThat(FLOWS.request(SINCE, NOW).withKey())
        .hasToString(
            "https://b.example/v4/timeseries/asset-metrics?assets=eth"
                + "&metrics=FlowInExNtv,FlowOutExNtv&frequency=1d&start_time=2031-03-01"
                + "&page_size=5000");
    PollReading reading =
        reading(
            FLOWS,
            """
            {"data": [
              {"asset": "eth", "time": "2031-03-03T00:00:00.000000000Z",
               "FlowInExNtv": "812.5", "FlowOutExNtv": "800.25"},
              {"asset": "eth", "time": "2031-03-04T00:00:00.000000000Z",
               "FlowInExNtv": "90", "FlowOutExNtv": null}]}
            """);
    assertThat(reading.items().stream().map(item -> (PollItem) item))
        .containsExactly(
            value("eth_exchange_inflow", "2031-03-03T00:00:00Z", "2031-03-05T00:00:00Z", 812.5),
            value("eth_exchange_net_flow", "2031-03-03T00:00:00Z", "2031-03-05T00:00:00Z", 12.25),
            value("eth_exchange_inflow", "2031-03-04T00:00:00Z", "2031-03-06T00:00:00Z", 90));
    assertThat(reading.empty()).isEqualTo(1);
  }

  @Test
  void aSeriesOfFredHasItsOwnRuleAndPointsForHolidays() {
    assertThat(FRED.request(SINCE, NOW).withKey())
        .hasToString(
            "https://c.example/fred/series/observations?series_id=DGS10"
                + "&observation_start=2031-03-01&file_type=json&api_key=abc");
    PollReading reading =
        reading(
            FRED,
            """
            {"realtime_start": "2031-03-05", "count": 3, "observations": [
              {"realtime_start": "2031-03-05", "date": "2031-03-03", "value": "4.05"},
              {"realtime_start": "2031-03-05", "date": "2031-03-04", "value": "."},
              {"realtime_start": "2031-03-05", "date": "2031-03-04", "value": "n/a"}]}
            """);
    assertThat(reading.items().stream().map(item -> (PollItem) item))
        .containsExactly(value("us10y", "2031-03-03T00:00:00Z", "2031-03-05T22:00:00Z", 4.05));
    assertThat(reading.empty()).isEqualTo(1);
    assertThat(reading.refused()).singleElement().asString().contains("'n/a', no number");
  }

  @Test
  void impliedVolatilityIsTheCloseOfAnHourThatIsOver() {
    assertThat(VOLATILITY.request(SINCE, NOW).withKey())
        .hasToString(
            "https://d.example/api/v2/public/get_volatility_index_data?currency=BTC"
                + "&start_timestamp=1930127400000&end_timestamp=1930473000000&resolution=3600");
    assertThat(
            items(
                VOLATILITY,
                """
                {"jsonrpc": "2.0", "result": {"continuation": null, "data": [
                  [1930467600000, 51.0, 52.5, 50.5, 51.75]]}}
                """))
        .containsExactly(
            value("implied_volatility", "2031-03-05T10:00:00Z", "2031-03-05T10:00:00Z", 51.75));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void anyOtherAnswerHasAReason(PollSource source) {
    for (String body :
        List.of(
            "",
            " \n",
            "{}",
            "[]",
            "null",
            "<html><body>Sorry</body></html>",
            "{\"data\": {\"x\": 1}}",
            "{\"data\": [7], \"observations\": [7], \"result\": {\"data\": [7]}}",
            "{\"error\": {\"type\": \"forbidden\", \"message\": \"no\"}}",
            "{\"data\": [{\"value\": \"1\", \"timestamp\": \"999999999999999\"}],"
                + " \"observations\": [{\"date\": \"31.12.2030\", \"value\": \"1\"}],"
                + " \"result\": {\"data\": [[1, 2, 3, 4, 5]]}}")) {
      assertThat(source.read(body.getBytes(StandardCharsets.UTF_8)))
          .as(body)
          .isInstanceOfSatisfying(
              Parsed.Rejected.class, rejected -> assertThat(rejected.detail()).isNotBlank());
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void noBytesMakeASourceThrow(PollSource source) {
    Random random = new Random(5);
    String alphabet = "{}[]<>\"':,.-0123456789 rssitemdatavlue&;!\\\u00e9";
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      if (i % 2 == 0) {
        random.nextBytes(bytes);
      } else {
        for (int j = 0; j < bytes.length; j++) {
          bytes[j] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        }
      }
      assertThat(source.read(bytes)).isNotNull();
    }
  }

  private static List<PollItem> items(PollSource source, String body) {
    return List.copyOf(reading(source, body).items());
  }

  private static PollReading reading(PollSource source, String body) {
    return ((Parsed.Valid<PollReading>) source.read(body.getBytes(StandardCharsets.UTF_8))).value();
  }

  private static PollItem value(String name, String observed, String known, double value) {
    return new PolledValue(name, micros(observed), micros(known), value);
  }

  private static long micros(String time) {
    return Instant.parse(time).getEpochSecond() * 1_000_000;
  }
}
