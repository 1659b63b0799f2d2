package io.tidemark.udf;

import io.tidemark.core.bar.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.table.api.Schema;
import org.apache.flink.types.Row;

/** Hourly candles of two instruments, as the core's bars and as a table. */
final class Candles {

  static final long HOUR = 3_600_000_000L;
  static final List<String> INSTRUMENTS = List.of("BTC-USDT@sim", "ETH-USDT@sim");

  /** The frame that the indicators want. */
  static final String ALL_BEFORE =
      "(PARTITION BY instrument ORDER BY ts" + " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)";

  private final List<List<Bar>> bars = new ArrayList<>();

  Candles(int count) {
    Random random = new Random(3);
    for (int i = 0; i < INSTRUMENTS.size(); i++) {
      bars.add(bars(count, random));
    }
  }

  List<Bar> of(String instrument) {
    return bars.get(INSTRUMENTS.indexOf(instrument));
  }

  /** {@code candles (instrument, ts, o, h, l, c, v)}, the instruments in turn. */
  void createTable(LocalTables tables) {
    List<Row> rows = new ArrayList<>();
    for (int t = 0; t < bars.get(0).size(); t++) {
      for (String instrument : INSTRUMENTS) {
        Bar b = of(instrument).get(t);
        rows.add(Row.of(instrument, b.start / 1_000, b.open, b.high, b.low, b.close, b.volume));
      }
    }
    TypeInformation<?>[] types = {
      Types.STRING, Types.LONG, Types.DOUBLE, Types.DOUBLE, Types.DOUBLE, Types.DOUBLE, Types.DOUBLE
    };
    tables.create(
        "candles",
        new RowTypeInfo(types, new String[] {"instrument", "millis", "o", "h", "l", "c", "v"}),
        rows,
        Schema.newBuilder()
            .columnByExpression("ts", "TO_TIMESTAMP_LTZ(millis, 3)")
            .watermark("ts", "ts - INTERVAL '1' SECOND")
            .build());
  }

  private static List<Bar> bars(int count, Random random) {
    List<Bar> bars = new ArrayList<>();
    double price = 40_000;
    for (int t = 0; t < count; t++) {
      double open = price;
      price *= Math.exp(0.01 * random.nextGaussian());
      Bar bar = new Bar();
      bar.flat(t * HOUR, open);
      bar.candle(
          open,
          Math.max(open, price) * 1.001,
          Math.min(open, price) * 0.999,
          price,
          t % 20 == 7 ? 0 : 100 * Math.exp(random.nextGaussian()));
      bars.add(bar);
    }
    return bars;
  }
}
