package io.tidemark.exchange.series;

import java.util.Arrays;
import java.util.Optional;

/** The macroeconomic and market series that are known, by the names of their files. */
public enum MacroSeries {
  /** S&P 500, index points. */
  SP500("sp500_daily", "value", "sp500", "SP500", Publication.NEW_YORK_CLOSE),
  /** US dollar index DXY, index points. */
  DXY("dxy_daily", "value", "dxy", "", Publication.NEW_YORK_CLOSE),
  /** CBOE volatility index, index points. */
  VIX("vix_daily", "close", "vix", "VIXCLS", Publication.NEW_YORK_CLOSE),
  /** 10-year treasury yield, percent. */
  US10Y("us10y_yield_daily", "value", "us10y", "DGS10", Publication.H15),
  /** 10-year minus 2-year treasury yield, percentage points. */
  US10Y_2Y("us_10y_2y_spread_daily", "value", "us10y_2y_spread", "T10Y2Y", Publication.H15),
  /** Broad trade-weighted dollar index, January 2006 = 100. */
  USD_BROAD("usd_broad_index_daily", "value", "usd_broad_index", "DTWEXBGS", Publication.H10),
  /** WTI crude oil, USD per barrel. */
  WTI("wti_oil_daily", "value", "wti_oil", "DCOILWTICO", Publication.EIA_SPOT),
  /** Total assets of the Federal Reserve, million USD. */
  FED_BALANCE_SHEET(
      "fed_balance_sheet_weekly", "value", "fed_balance_sheet", "WALCL", Publication.H41),
  /** Effective federal funds rate, mean of a month, percent. */
  FED_FUNDS("fed_funds_monthly", "value", "fed_funds", "FEDFUNDS", Publication.MONTHLY_MEAN),
  /** Gold, mean of a month, USD per troy ounce. */
  GOLD("gold_monthly", "value", "gold", "", Publication.COMMODITY_MEAN),
  /** US M2 money stock, billion USD. */
  M2("m2_monthly", "value", "m2", "M2SL", Publication.MONTHLY_STATISTIC),
  /** US consumer price index, all items, 1982-84 = 100. */
  CPI("us_cpi_monthly", "index", "cpi", "CPIAUCSL", Publication.MONTHLY_STATISTIC);

  private final String stem;
  private final String column;
  private final String metric;
  private final String fred;
  private final Publication publication;

  MacroSeries(String stem, String column, String metric, String fred, Publication publication) {
    this.stem = stem;
    this.column = column;
    this.metric = metric;
    this.fred = fred;
    this.publication = publication;
  }

  /** The series that a file of this name, without its ending, holds. */
  public static Optional<MacroSeries> ofStem(String stem) {
    return Arrays.stream(values()).filter(series -> series.stem.equals(stem)).findFirst();
  }

  /** The series that FRED calls so, which is the same as that of our files. */
  public static Optional<MacroSeries> ofFred(String id) {
    return Arrays.stream(values())
        .filter(series -> !id.isEmpty() && series.fred.equals(id))
        .findFirst();
  }

  /** How FRED calls it; empty where FRED does not have it. */
  public String fred() {
    return fred;
  }

  /** How many days lie between two values, at most and but for holidays: 1, 7 or 31. */
  public int days() {
    return stem.endsWith("_monthly") ? 31 : stem.endsWith("_weekly") ? 7 : 1;
  }

  /** How its file is called, without the ending. */
  public String stem() {
    return stem;
  }

  /** The column of the file in which the value stands. */
  public String column() {
    return column;
  }

  /** Its name among the metrics. */
  public String metric() {
    return metric;
  }

  /** When its values could be known. */
  public Publication publication() {
    return publication;
  }
}
