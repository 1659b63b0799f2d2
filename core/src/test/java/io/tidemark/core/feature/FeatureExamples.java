package io.tidemark.core.feature;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calls of every function of the catalogue, with small arguments: who adds one adds it here. */
public final class FeatureExamples {

  /** By function. */
  static final Map<String, List<String>> BY_FUNCTION = table();

  private FeatureExamples() {}

  public static List<String> all() {
    return BY_FUNCTION.values().stream().flatMap(List::stream).toList();
  }

  private static Map<String, List<String>> table() {
    Map<String, List<String>> table = new TreeMap<>();
    prices(table);
    trends(table);
    statistics(table);
    put(table, "realised_vol", "realised_vol(24)", "realised_vol(2)");
    put(table, "atr", "atr(14)", "atr(1)");
    put(table, "ewma_vol", "ewma_vol(32)", "ewma_vol(2)");
    put(table, "bipower", "bipower(24)", "bipower(2)", "bipower(3)");
    put(table, "jump_share", "jump_share(24)", "jump_share(2)", "jump_share(3)");
    put(table, "parkinson", "parkinson(24)", "parkinson(1)");
    put(table, "garman_klass", "garman_klass(24)", "garman_klass(1)");
    volumes(table);
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

  private static void volumes(Map<String, List<String>> table) {
    put(table, "vwap_distance", "vwap_distance(24)", "vwap_distance(2)");
    put(table, "volume_zscore", "volume_zscore(24)", "volume_zscore(2)");
    put(table, "signed_volume", "signed_volume");
    put(table, "volume_share", "volume_share(24)", "volume_share(2)");
    put(table, "obv", "obv(24)", "obv(2)");
    put(table, "mfi", "mfi(14)", "mfi(2)");
    put(table, "cmf", "cmf(20)", "cmf(2)");
    put(table, "volume_delta", "volume_delta(24)", "volume_delta(2)");
    put(table, "trade_intensity", "trade_intensity(24)", "trade_intensity(1)");
    put(table, "trade_sign_imbalance", "trade_sign_imbalance(24)", "trade_sign_imbalance(2)");
    put(table, "average_trade_size", "average_trade_size(24)", "average_trade_size(1)");
    put(table, "amihud", "amihud(24)", "amihud(2)");
    put(table, "kyle_lambda", "kyle_lambda(24)", "kyle_lambda(3)");
    put(table, "roll_spread", "roll_spread(24)", "roll_spread(3)");
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
    put(table, "return", "return(1)", "return(6)");
    put(table, "clipped_return", "clipped_return(24,4)", "clipped_return(2,1)");
    put(table, "outlier", "outlier(24,1)", "outlier(2,1)");
    put(table, "rsi", "rsi(14)", "rsi(1)");
    put(table, "macd", "macd(12,26,9)", "macd(1,2,1)");
    put(table, "macd_signal", "macd_signal(12,26,9)", "macd_signal(1,2,1)");
    put(table, "bollinger_position", "bollinger_position(20)", "bollinger_position(2)");
    put(table, "bollinger_width", "bollinger_width(20)", "bollinger_width(2)");
  }

  private static void trends(Map<String, List<String>> table) {
    put(table, "sma_distance", "sma_distance(20)", "sma_distance(2)");
    put(table, "ema_distance", "ema_distance(20)", "ema_distance(2)");
    put(table, "rsi_simple", "rsi_simple(14)", "rsi_simple(1)");
    put(table, "stochastic_k", "stochastic_k(14)", "stochastic_k(1)");
    put(table, "stochastic_d", "stochastic_d(14,3)", "stochastic_d(1,1)");
    put(table, "donchian_position", "donchian_position(20)", "donchian_position(1)");
    put(table, "plus_di", "plus_di(14)", "plus_di(1)");
    put(table, "minus_di", "minus_di(14)", "minus_di(1)");
    put(table, "adx", "adx(14)", "adx(1)");
    put(table, "cci", "cci(20)", "cci(2)");
    put(table, "linreg_slope", "linreg_slope(20)", "linreg_slope(2)");
    put(table, "linreg_r2", "linreg_r2(20)", "linreg_r2(3)");
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
