package io.tidemark.bench.parity;

import io.tidemark.simulator.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One log and the features that are asked of it.
 *
 * @param name for people, and for the topics
 * @param bar length of its bars
 * @param features that its facts can answer
 * @param wide a parallelism at which its instruments lie with more than one task
 * @param log exports it, while it is read
 */
record Chapter(String name, String bar, List<String> features, int wide, Log log) {

  /** Reads a log from its beginning. */
  @FunctionalInterface
  interface Log {

    /**
     * Reads it, and hands on what it holds.
     *
     * @param most events that are read
     */
    ExportedVectors read(
        long most, String bar, List<String> features, ExportedVectors.Listeners out);
  }

  private static final long EVENTS_A_DAY = 90_000;

  /** Of bars alone: trend, volatility, statistics, volume, calendar, and what is known of a day. */
  private static final List<String> OF_BARS =
      List.of(
          "log_return",
          "return(6)",
          "rsi(14)",
          "rsi(3)@1d",
          "macd(12,26,9)",
          "macd_signal(6,13,5)@4h",
          "ema_distance(20)",
          "sma_distance(20)@4h",
          "adx(14)",
          "cci(20)",
          "stochastic_d(14,3)",
          "donchian_position(20)",
          "linreg_slope(20)",
          "bollinger_position(20)",
          "atr(14)@4h",
          "realised_vol(24)",
          "bipower(12)@4h",
          "parkinson(24)",
          "garman_klass(24)",
          "ewma_vol(32)",
          "skew(log_return,48)",
          "zscore(close,24)",
          "percent_rank(volume,72)",
          "minmax(close,48)",
          "window_change(volume,24)",
          "volume_zscore(24)",
          "vwap_distance(24)",
          "obv(24)",
          "mfi(14)",
          "cmf(20)",
          "amihud(24)",
          "roll_spread(24)",
          "hour_sin",
          "weekday_cos",
          "asof(fear_greed,value,3d,absent=zero)",
          "missing(fear_greed,3d)");

  private static final List<String> OF_FUNDING =
      List.of(
          "funding",
          "funding_change",
          "funding_mean(3)",
          "funding_zscore(21)",
          "funding_age",
          "minutes_to_funding(8h)");

  private static final List<String> OF_TRADES =
      List.of(
          "log_return",
          "rsi(5)",
          "ema_distance(3)",
          "stochastic_k(5)",
          "atr(4)",
          "realised_vol(5)",
          "garman_klass(3)",
          "bollinger_width(5)",
          "minmax(close,3)",
          "zscore(notional,4)",
          "signed_volume",
          "volume_delta(3)",
          "volume_share(3)",
          "trade_intensity(4)",
          "kyle_lambda(4)",
          "amihud(3)",
          "vwap_distance(5)",
          "hour_cos");

  private static final List<String> OF_BOOKS =
      List.of(
          "book_imbalance",
          "book_imbalance(5)",
          "spread",
          "microprice",
          "ofi(1)",
          "ofi(5)",
          "ofi(5,10s)",
          "ofi(3,1m)");

  /** The recordings are short, and so is the warm-up. */
  private static final List<String> OF_SECONDS =
      List.of(
          "log_return@4s",
          "signed_volume@4s",
          "rsi(4)@1s",
          "realised_vol(3)@1s",
          "donchian_position(2)@4s");

  private static final List<String> OF_THE_SIMULATION =
      List.of(
          "log_return@30s",
          "rsi(14)@15m",
          "macd(6,13,5)@5m",
          "adx(14)@5m",
          "realised_vol(2)@1h",
          "percent_rank(volume,120)",
          "sentiment(6)",
          "sentiment_change(6)",
          "sentiment_rate(6h)",
          "asof(fear_greed,change,3d,1,absent=zero)",
          "missing(fear_greed,3d)",
          "asof(fear_greed,age,3d,absent=zero)");

  /** Hourly bars of 33 pairs, 23 of them delisted by now, and two years of minutes. */
  static Chapter spot(RecordedFiles recorded) {
    return new Chapter(
        "spot",
        "1h",
        OF_BARS,
        2,
        (most, bar, features, out) ->
            ExportedVectors.ofRecorded(recorded.spot(), most, bar, features, out));
  }

  /** Bars of perpetual futures with their funding. */
  static Chapter perpetuals(RecordedFiles recorded) {
    return new Chapter(
        "perpetuals",
        "1h",
        joined(OF_BARS, OF_FUNDING),
        3,
        (most, bar, features, out) ->
            ExportedVectors.ofRecorded(recorded.perpetuals(), most, bar, features, out));
  }

  /** Order books and trades as an exchange sent them, of three of its markets. */
  static Chapter messages(RecordedFiles recorded) {
    return new Chapter(
        "messages",
        "2s",
        joined(OF_TRADES, OF_BOOKS, OF_SECONDS),
        3,
        (most, bar, features, out) ->
            ExportedVectors.ofRecorded(recorded.messages(), most, bar, features, out));
  }

  /** The simulated market with its bad days, long enough for so many events. */
  static Chapter simulated(long seed, long events) {
    int many = Math.toIntExact(events / EVENTS_A_DAY + 1);
    Scenario days = Scenario.days(Scenario.demo().start(), many);
    return new Chapter(
        "simulated",
        "1m",
        joined(OF_TRADES, OF_BOOKS, OF_THE_SIMULATION),
        2,
        (most, bar, features, out) ->
            ExportedVectors.ofSimulated(days, seed, most, bar, features, out));
  }

  /** Writes a model of these features, which knows nothing. */
  void writeModel(Path directory) throws IOException {
    MeanModel.write(directory, bar, features);
  }

  @SafeVarargs
  private static List<String> joined(List<String>... lists) {
    List<String> all = new ArrayList<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return List.copyOf(all);
  }
}
