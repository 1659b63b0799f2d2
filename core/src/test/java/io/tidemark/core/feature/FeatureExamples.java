package io.tidemark.core.feature;

import io.tidemark.core.feature.catalog.FeatureCatalog;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Calls of every function of the catalogue, with small arguments. Of a feature of bars with one
 * number at most they follow from the catalogue; who adds any other adds it here.
 */
public final class FeatureExamples {

  /** Bars that a feature looks back, as many models use. */
  private static final long USUAL = 14;

  /** By function. */
  static final Map<String, List<String>> BY_FUNCTION = table();

  private FeatureExamples() {}

  public static List<String> all() {
    return BY_FUNCTION.values().stream().flatMap(List::stream).toList();
  }

  private static Map<String, List<String>> table() {
    Map<String, List<String>> table = new TreeMap<>();
    FeatureCatalog.functions().stream()
        .filter(FeatureExamples::isPlain)
        .forEach(function -> table.put(function.name(), examples(function)));
    prices(table);
    put(table, "stochastic_d", "stochastic_d(14,3)", "stochastic_d(1,1)");
    statistics(table);
    put(table, "trend_regime", "trend_regime(14,20,35)", "trend_regime(2,50,50)");
    put(
        table,
        "volatility_regime",
        "volatility_regime(5,20,40,60)",
        "volatility_regime(2,2,50,50)");
    // one bar has no deviation, so that its score is always 0
    put(table, "volume_zscore", "volume_zscore(24)", "volume_zscore(2)");
    put(table, "book_imbalance", "book_imbalance", "book_imbalance(3)");
    put(table, "spread", "spread");
    put(table, "microprice", "microprice");
    put(table, "ofi", "ofi(1)", "ofi(3)", "ofi(2,10s)", "ofi(3,1h)");
    for (String function :
        List.of(
            "return_over",
            "range_position_over",
            "vwap_distance_over",
            "volume_imbalance_over",
            "trade_rate_over",
            "realised_vol_over")) {
      put(table, function, function + "(1d)", function + "(1h)", function + "(90m)");
    }
    context(table);
    metrics(table);
    clock(table);
    return table;
  }

  private static boolean isPlain(FeatureFunction function) {
    List<FeatureParameter> parameters = function.parameters();
    return function.needs().ofBars()
        && parameters.size() <= 1
        && parameters.stream().allMatch(FeatureExamples::isNumberThatMustBeGiven);
  }

  private static boolean isNumberThatMustBeGiven(FeatureParameter parameter) {
    return parameter.kind() == FeatureParameter.Kind.COUNT && parameter.fallback() == null;
  }

  /** The least number, the next, and a usual one. */
  private static List<String> examples(FeatureFunction function) {
    if (function.parameters().isEmpty()) {
      return List.of(function.name());
    }
    long least = function.parameters().get(0).least();
    return LongStream.of(least, least + 1, USUAL)
        .mapToObj(n -> function.name() + "(" + n + ")")
        .toList();
  }

  private static void context(Map<String, List<String>> table) {
    put(table, "funding", "funding");
    put(table, "funding_change", "funding_change");
    put(table, "funding_mean", "funding_mean(3)");
    put(table, "funding_zscore", "funding_zscore(3)");
    put(table, "funding_age", "funding_age");
    put(table, "funding_interval", "funding_interval");
    put(table, "minutes_to_settlement", "minutes_to_settlement");
    put(table, "funding_annualised", "funding_annualised");
    put(table, "sentiment", "sentiment(6)");
    put(table, "sentiment_rate", "sentiment_rate(6h)");
    put(table, "sentiment_acceleration", "sentiment_acceleration(2h)");
    put(table, "sentiment_change", "sentiment_change(6)");
    put(table, "fear_greed", "fear_greed");
  }

  private static void metrics(Map<String, List<String>> table) {
    put(
        table,
        "asof",
        "asof(nvt,value,3d)",
        "asof(nvt,change,3d,1)",
        "asof(nvt,zscore,3d,5)",
        "asof(nvt,age,3d)");
    put(table, "missing", "missing(nvt,3d)", "missing(mvrv,3d)");
    put(table, "basis", "basis(mark_price,1h)");
    put(table, "asof_corr", "asof_corr(nvt,5,3d)");
    put(table, "ref_return", "ref_return(eth_usdt.binance,3)");
    put(table, "ref_vol", "ref_vol(eth_usdt.binance,3)");
    put(table, "ref_corr", "ref_corr(eth_usdt.binance,5)");
    put(table, "ref_beta", "ref_beta(eth_usdt.binance,5)");
  }

  private static void clock(Map<String, List<String>> table) {
    for (String name : List.of("hour_sin", "hour_cos", "weekday_sin", "weekday_cos")) {
      put(table, name, name);
    }
    put(table, "minutes_to_funding", "minutes_to_funding(8h)", "minutes_to_funding(4h)");
  }

  private static void prices(Map<String, List<String>> table) {
    put(table, "log_return", "log_return", "log_return(6)");
    put(table, "clipped_return", "clipped_return(24,4)", "clipped_return(2,1)");
    put(table, "outlier", "outlier(24,1)", "outlier(2,1)");
    put(table, "macd", "macd(12,26,9)", "macd(1,2,1)");
    put(table, "macd_signal", "macd_signal(12,26,9)", "macd_signal(1,2,1)");
  }

  private static void statistics(Map<String, List<String>> table) {
    put(table, "mean", "mean(close,20)", "mean(volume,1)", "mean(log_return,7)");
    put(table, "variance", "variance(high,20)", "variance(notional,2)");
    put(table, "stdev", "stdev(low,20)", "stdev(log_return,2)");
    put(table, "skew", "skew(open,20)", "skew(log_return,3)");
    put(table, "kurt", "kurt(close,20)", "kurt(range,4)");
    put(table, "zscore", "zscore(volume,20)", "zscore(log_return,2)");
    put(table, "percent_rank", "percent_rank(volume,20)", "percent_rank(log_return,1)");
    put(table, "minmax", "minmax(close,20)", "minmax(log_return,2)");
    put(table, "window_change", "window_change(close,20)", "window_change(volume,2)");
    put(table, "log_scale", "log_scale(volume)");
  }

  private static void put(Map<String, List<String>> table, String function, String... examples) {
    table.put(function, List.of(examples));
  }
}
