package io.tidemark.exchange.series;

/** What is taken from a day's row of Coin Metrics, by the names of its columns. */
public enum OnChainMetric {
  /** Addresses that sent or received. */
  ACTIVE_ADDRESSES("active_addresses", "AdrActCnt"),
  /** Market value / realised value. */
  MVRV("mvrv", "CapMVRVCur"),
  /** Market value / adjusted value transferred in a day. */
  NVT("nvt", "NVTAdj"),
  /** Market value / mean of the adjusted value transferred a day, 90 days. */
  NVT_90("nvt_90", "NVTAdj90"),
  /** Coins sent to exchanges. */
  EXCHANGE_INFLOW("exchange_inflow", "FlowInExNtv"),
  /** Coins sent from exchanges. */
  EXCHANGE_OUTFLOW("exchange_outflow", "FlowOutExNtv"),
  /** Coins sent to exchanges - coins sent from them. */
  EXCHANGE_NET_FLOW("exchange_net_flow", "FlowInExNtv", "FlowOutExNtv"),
  /** Coins held by exchanges. */
  EXCHANGE_SUPPLY("exchange_supply", "SplyExNtv"),
  /** Terahashes per second. */
  HASH_RATE("hash_rate", "HashRate"),
  /** Difficulty of a block, mean of the day. */
  DIFFICULTY("difficulty", "DiffMean"),
  /** Fees of the day, coins. */
  FEES("fees", "FeeTotNtv"),
  /** Transactions of the day. */
  TRANSACTIONS("transactions", "TxCnt"),
  /** Adjusted value transferred in the day, USD. */
  TRANSFER_VALUE("transfer_value", "TxTfrValAdjUSD"),
  /** Coins in existence x price, USD. */
  MARKET_CAP("market_cap", "CapMrktCurUSD");

  private final String metric;
  private final String plus;
  private final String minus;

  OnChainMetric(String metric, String plus, String minus) {
    this.metric = metric;
    this.plus = plus;
    this.minus = minus;
  }

  OnChainMetric(String metric, String column) {
    this(metric, column, "");
  }

  /**
   * Its name among the metrics: Bitcoin's are the market's, another asset's begin with its own.
   *
   * @param asset such as {@code btc}
   */
  public String metric(String asset) {
    return AssetMetric.name(asset, metric);
  }

  /** The column that is counted. */
  public String plus() {
    return plus;
  }

  /** The column that is taken from it; empty if there is none. */
  public String minus() {
    return minus;
  }
}
