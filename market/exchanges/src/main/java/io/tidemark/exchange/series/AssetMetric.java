package io.tidemark.exchange.series;

/** How a metric of an asset is called: Bitcoin's are the market's, others begin with their own. */
public final class AssetMetric {

  /** Expected volatility of the next 30 days by the prices of options, percent a year. */
  public static final String IMPLIED_VOLATILITY = "implied_volatility";

  private AssetMetric() {}

  /**
   * Its name.
   *
   * @param asset such as {@code btc}
   * @param metric such as {@code mvrv}
   */
  public static String name(String asset, String metric) {
    return asset.equals("btc") ? metric : asset + "_" + metric;
  }
}
