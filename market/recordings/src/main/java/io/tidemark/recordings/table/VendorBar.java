package io.tidemark.recordings.table;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.Stamp;
import java.util.Locale;

/**
 * One row of a vendor's bars whose time is beyond doubt: the stamp, in milliseconds or seconds, and
 * the date say the same.
 *
 * @param number of the line
 * @param line its bytes, one char each (ISO-8859-1)
 * @param start ms since the epoch
 * @param inSeconds whether the stamp was
 * @param symbol as the row says it
 * @param prices open, high, low, close
 * @param volume base
 * @param decimals most digits after a point
 */
@SuppressWarnings("ArrayRecordComponent") // four numbers that are read once
record VendorBar(
    long number,
    String line,
    long start,
    boolean inSeconds,
    String symbol,
    double[] prices,
    double volume,
    int decimals) {

  /**
   * The row, or why it cannot be read.
   *
   * @param number of the line
   * @param line its bytes
   * @param row its cells, with commas between
   */
  static Parsed<VendorBar> of(
      VendorColumns columns, Cells cells, long number, String line, String row) {
    cells.split(row);
    if (cells.count() != columns.header().size()) {
      return Parsed.rejected(
          RejectReason.UNDECODABLE,
          "the row has " + cells.count() + " cells, the header " + columns.header().size());
    }
    try {
      return read(cells, number, line);
    } catch (BadCellException e) {
      return Parsed.rejected(RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  private static Parsed<VendorBar> read(Cells cells, long number, String line)
      throws BadCellException {
    double stamp = cells.number(VendorColumns.TIME, "the time stamp");
    boolean inSeconds = Stamp.isPlausible((long) (stamp * 1_000));
    long start = (long) (inSeconds ? stamp * 1_000 : stamp);
    if (!Stamp.isPlausible(start) || stamp != Math.rint(stamp)) {
      return Parsed.rejected(
          RejectReason.OUT_OF_RANGE,
          "the time stamp is "
              + cells.text(VendorColumns.TIME)
              + ", neither seconds nor milliseconds between 2000 and 2100");
    }
    String date = cells.text(VendorColumns.DATE);
    long dated = Stamp.micros(date);
    if (dated == Stamp.NONE) {
      throw new BadCellException(
          "the date is '" + date + "', in no form that is read" + Stamp.advice(date));
    }
    dated = Math.floorDiv(dated, 1_000);
    if (dated != start) {
      return Parsed.rejected(
          RejectReason.INCONSISTENT,
          "the date is " + date + ", the time stamp " + apart(start - dated));
    }
    double[] prices = new double[4];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = cells.number(VendorColumns.OPEN + i, "a price");
    }
    double volume = cells.number(VendorColumns.VOLUME, "the volume");
    String symbol = cells.text(VendorColumns.SYMBOL);
    int decimals = 0;
    for (int i = VendorColumns.OPEN; i <= VendorColumns.VOLUME; i++) {
      decimals = Math.max(decimals, decimals(cells.text(i)));
    }
    return Parsed.valid(
        new VendorBar(number, line, start, inSeconds, symbol, prices, volume, decimals));
  }

  /** Whether this row, rounded, says of the end of the bar what the other says exactly. */
  boolean roundsTo(VendorBar exact) {
    double unit = 0.5000001 * Math.pow(10, -decimals);
    return Math.abs(prices[3] - exact.prices[3]) <= unit && Math.abs(volume - exact.volume) <= unit;
  }

  private static String apart(long millis) {
    String hours = String.format(Locale.ROOT, "%.1f hours", Math.abs(millis) / 3_600_000.0);
    return hours + (millis < 0 ? " earlier" : " later");
  }

  private static int decimals(String number) {
    int point = number.indexOf('.');
    return point < 0 ? 0 : number.length() - point - 1;
  }
}
