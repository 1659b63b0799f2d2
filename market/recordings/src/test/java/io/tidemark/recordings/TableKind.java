package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.CANDLES;
import static io.tidemark.recordings.TestFiles.DAY;
import static io.tidemark.recordings.TestFiles.HOUR;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.TRADES;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import io.tidemark.recordings.quality.RowVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The kinds of tables, and a row of each at a time in steps of its own. */
enum TableKind {
  TRADES_OF_ONE("binance_spot_AAAUSDT_trades.csv", TRADES, 5_000) {
    @Override
    String row(int i, long time) {
      return i + ",100.5,2," + time + ",BUY";
    }
  },
  AGGREGATE_TRADES(
      "binance_spot_AAAUSDT_agg.csv", TRADES.replace("trade_id", "agg_trade_id"), 5_000) {
    @Override
    String row(int i, long time) {
      return i + ",100.5,2," + time + ",SELL";
    }
  },
  TRADES_RECEIVED(
      "binance_spot_AAAUSDT_received.csv", TRADES + ",event_time_ms,recv_time_ns", 5_000) {
    @Override
    String row(int i, long time) {
      return i + ",100.5,2," + time + ",BUY," + (time + 3) + "," + (time + 5) + "000000";
    }
  },
  BARS("binance_spot_AAAUSDT.csv", CANDLES, HOUR) {
    @Override
    String row(int i, long time) {
      return time + ",100,200,50,60,3";
    }
  },
  FUNDING("binance_usdm_funding.csv", "symbol,funding_time_ms,funding_rate", 8 * HOUR) {
    @Override
    String row(int i, long time) {
      return "AAAUSDT," + time + ",0.0001";
    }
  },
  FEAR_GREED("fear_greed.csv", "day_ms,date,value", DAY) {
    @Override
    String row(int i, long time) {
      return time + ",2024-01-01," + (20 + i % 50);
    }
  },
  SERIES("sp500_daily.csv", "day_ms,date,value", DAY) {
    @Override
    String row(int i, long time) {
      return time + "," + LocalDate.ofEpochDay(time / DAY) + ",5000." + i;
    }
  },
  STREAM(
      "binance_spot_AAAUSDT_stream.csv",
      "TimestampOfReceive,Stream,EventType,EventTime,TransactionTime,Symbol,TradeId,Price,"
          + "Quantity,IsBuyerMarketMaker,MUnknownParameter",
      5_000) {
    @Override
    String row(int i, long time) {
      String micros = time + "000";
      return String.join(
          ",",
          List.of(
              micros,
              "a",
              "trade",
              micros,
              micros,
              "AAAUSDT",
              "" + (7 + i),
              "1",
              "2",
              "0",
              "True"));
    }
  };

  final String file;
  private final String header;
  final long step;

  TableKind(String file, String header, long step) {
    this.file = file;
    this.header = header;
    this.step = step;
  }

  abstract String row(int i, long time);

  List<String> rows(int count, IntFunction<Long> wrong) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Long time = wrong.apply(i);
      rows.add(row(i, time == null ? START + i * step : time));
    }
    return rows;
  }

  List<String> rows(int count) {
    return rows(count, i -> null);
  }

  /** A file of these rows, behind the header. */
  DataFile file(Path dir, List<String> rows) throws IOException {
    return DataFile.recognise(write(dir, file, withHeader(header, rows)));
  }

  /** What becomes of each of them. */
  List<RowVerdict> verdicts(Path dir, List<String> rows) throws IOException {
    List<RowVerdict> verdicts = new ArrayList<>();
    FileQuality quality = QualityReading.of(file(dir, rows), verdicts::add);
    assertThat(quality.balances()).isTrue();
    assertThat(verdicts).hasSize(rows.size());
    return verdicts;
  }

  static String[] withHeader(String header, List<String> rows) {
    List<String> lines = new ArrayList<>(List.of(header));
    lines.addAll(rows);
    return lines.toArray(String[]::new);
  }

  static List<Long> refusedLines(List<RowVerdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.reason() != null)
        .map(RowVerdict::line)
        .toList();
  }
}
