package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.facts;
import static io.tidemark.recordings.TestFiles.refusals;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.UnreadableDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of Tardis: µs, known when they were received. */
final class TardisTablesTest {

  private static final String KEY = "exchange,symbol,timestamp,local_timestamp,";
  private static final String TRADES = KEY + "id,side,price,amount";
  private static final long AT = START * 1_000;
  private static final String TIMES = AT + "," + (AT + 900) + ",";

  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource({
    "binance, BTCUSDT, BTC-USDT@binance, 4",
    "binance-futures, BTCUSDT, BTC-USDT-PERP@binance, 4",
    "binance-futures, BTCUSDT_210326, BTC-USDT-210326@binance, 4",
    "binance-delivery, BTCUSD_PERP, BTC-USD-PERP@binance_coinm, 8",
    "binance-delivery, ETHUSD_PERP, ETH-USD-PERP@binance_coinm, 0.8",
    "bitmex, XBTUSD, BTC-USD-PERP@bitmex, 0.08",
    "deribit, BTC-PERPETUAL, BTC-USD-PERP@deribit, 0.08",
    "deribit, SOL_USDC-PERPETUAL, SOL-USDC-PERP@deribit, 4",
    "bybit, BTCUSD, BTC-USD-PERP@bybit, 0.08",
    "bybit, BTCUSDT, BTC-USDT-PERP@bybit, 4",
    "coinbase, BTC-USD, BTC-USD@coinbase, 4",
    "kraken, XBT/USD, BTC-USD@kraken, 4",
    "bitstamp, btcusd, BTC-USD@bitstamp, 4",
    "cryptofacilities, PI_XBTUSD, BTC-USD-PERP@kraken_futures, 0.08",
    "cryptofacilities, PF_XBTUSD, BTC-USD-PERP@kraken_futures, 4",
    "okex, BTC-USDT, BTC-USDT@okx, 4",
    "hyperliquid, BTC, BTC-USDC-PERP@hyperliquid, 4",
  })
  void amountsBecomeCoinsByTheRuleOfTheirExchange(
      String exchange, String symbol, String instrument, double quantity) throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "a_trades_2024-01-01_b.csv.gz",
                TRADES,
                exchange + "," + symbol + "," + TIMES + "71,sell,50,4"));
    assertThat(facts(file))
        .containsExactly(new Trade(instrument, AT, AT + 900, "71", 50, quantity, Side.SELL));
  }

  @Test
  void amountsOfWhichNothingSaysWhatTheyAreAreSaidSo() throws IOException {
    for (String whose : List.of("okex-swap,BTC-USDT-SWAP,", "bitmex,ETHUSD,", "deribit,BTC-X,")) {
      Path path = write(dir, "a_trades.csv", TRADES, whose + TIMES + "71,sell,50,4");
      assertThatThrownBy(() -> DataFile.recognise(path))
          .isInstanceOf(UnreadableDataException.class)
          .hasMessageContaining("nothing here says what its amounts are counted in");
    }
    String options = "exchange,symbol,timestamp,local_timestamp,type,strike_price,expiration";
    Path chain = write(dir, "c.csv", options, "deribit,BTC-X," + TIMES + "put,70000,7");
    assertThatThrownBy(() -> DataFile.recognise(chain))
        .hasMessageContaining("is a table of Tardis that is not read, such as options_chain");
    Path empty = write(dir, "b_trades.csv", TRADES);
    assertThatThrownBy(() -> DataFile.recognise(empty))
        .hasMessageContaining("holds a header and no row");
  }

  @Test
  void aQuoteIsABookOfOneLevelAndASideMayBeEmpty() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "deribit_quotes_2024-01-01_BTC-PERPETUAL.csv.gz",
                KEY + "ask_amount,ask_price,bid_price,bid_amount",
                "deribit,BTC-PERPETUAL," + TIMES + "100,50,40,80",
                "deribit,BTC-PERPETUAL," + TIMES + "100,50,40,80",
                "deribit,BTC-PERPETUAL," + TIMES + ",,40,80",
                "deribit,ETH-PERPETUAL," + TIMES + "100,50,40,80"));
    assertThat(file.kind()).isEqualTo(DataKind.BOOKS);
    assertThat(facts(file)).hasSize(2);
    Book book = (Book) facts(file).get(0);
    assertThat(book.instrument()).isEqualTo("BTC-USD-PERP@deribit");
    assertThat(book.eventTime()).isEqualTo(AT);
    assertThat(book.availableAt()).isEqualTo(AT + 900);
    assertThat(book.bidPrices()).containsExactly(40);
    assertThat(book.bidSizes()).containsExactly(2);
    assertThat(book.askPrices()).containsExactly(50);
    assertThat(book.askSizes()).containsExactly(2);
    assertThat(refusals(file))
        .containsEntry(4L, "INCONSISTENT: a side of the book is empty")
        .containsEntry(
            5L,
            "UNKNOWN_INSTRUMENT: the row is of ETH-PERPETUAL, the file begins with BTC-PERPETUAL");
  }

  @Test
  void aSnapshotHasItsLevelsAndNoMoreThanABookHolds() throws IOException {
    StringBuilder header = new StringBuilder(KEY.substring(0, KEY.length() - 1));
    StringBuilder row = new StringBuilder("binance,BTCUSDT," + AT + "," + (AT + 900));
    for (int i = 0; i < 25; i++) {
      header.append(",asks[%d].price,asks[%d].amount".formatted(i, i));
      header.append(",bids[%d].price,bids[%d].amount".formatted(i, i));
      row.append(",").append(100 + i).append(",2,").append(99 - i).append(",3");
    }
    DataFile file =
        DataFile.recognise(
            write(dir, "binance_book_snapshot_25.csv", header.toString(), row.toString()));
    Book book = (Book) facts(file).get(0);
    assertThat(book.askPrices()).hasSize(Book.MAX_LEVELS).startsWith(100, 101);
    assertThat(book.bidPrices()).hasSize(Book.MAX_LEVELS).startsWith(99, 98);
    assertThat(book.bidSizes()).containsOnly(3);
  }

  @Test
  void changesOfABookFollowItsSnapshotAndAreOneMessageEach() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "binance_incremental_book_L2_2024-01-01_BTCUSDT.csv.gz",
                KEY + "is_snapshot,side,price,amount",
                change(0, false, "bid,90,1"),
                change(1, true, "bid,99,1"),
                change(1, true, "bid,98,2"),
                change(1, true, "ask,101,3"),
                change(2, false, "bid,99,0"),
                change(2, false, "ask,100,5"),
                change(3, false, "ask,97,5"),
                change(4, false, "ask,97,0"),
                change(5, true, "bid,70,1"),
                change(5, true, "ask,71,1")));
    assertThat(refusals(file).get(2L)).startsWith("OUT_OF_SEQUENCE: a change of a book of which");
    assertThat(refusals(file).get(8L)).startsWith("INCONSISTENT: best bid 98.0 is not below");
    List<Book> books = facts(file).stream().map(fact -> (Book) fact).toList();
    assertThat(books).hasSize(4);
    assertThat(books.get(0).bidPrices()).containsExactly(99, 98);
    assertThat(books.get(1).bidPrices()).containsExactly(98);
    assertThat(books.get(1).askPrices()).containsExactly(100, 101);
    assertThat(books.get(1).askSizes()).containsExactly(5, 3);
    assertThat(books.get(1).availableAt()).isEqualTo(AT + 2_900);
    assertThat(books.get(3).bidPrices()).containsExactly(70);
  }

  @Test
  void partsOfABookInTheWrongOrderAreReadInTheOrderOfTime() throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add(change(0, true, "bid,99,1"));
    rows.add(change(0, true, "ask,200,1"));
    for (int i = 1; i < 60; i++) {
      rows.add(change(i * 60_000, false, "bid," + (99 + i) + ",1"));
      rows.add(change(i * 60_000, false, "bid," + (98 + i) + ",0"));
    }
    List<String> lines = new ArrayList<>(List.of(KEY + "is_snapshot,side,price,amount"));
    lines.addAll(rows.subList(60, 120));
    lines.addAll(rows.subList(0, 60));
    DataFile file =
        DataFile.recognise(
            write(dir, "binance_incremental_book_L2.csv", lines.toArray(String[]::new)));
    assertThat(refusals(file)).isEmpty();
    List<Book> books = facts(file).stream().map(fact -> (Book) fact).toList();
    assertThat(books).hasSize(60);
    assertThat(books).extracting(Book::availableAt).isSorted();
    assertThat(books.get(59).bidPrices()).containsExactly(158);
    assertThat(file.remarks())
        .contains("its 2 parts stand in the wrong order: they are read in the order of time");
  }

  @Test
  void aBadLevelRefusesItsMessageAndTheBookWaits() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "binance_incremental_book_L2.csv",
                KEY + "is_snapshot,side,price,amount",
                change(1, true, "bid,99,1"),
                change(1, true, "ask,101,3"),
                change(2, false, "bid,98,1"),
                change(2, false, "bid,x,1"),
                change(3, false, "bid,98,1"),
                change(4, true, "bid,70,1"),
                change(4, true, "ask,71,1"),
                change(5, false, "ask,72,1"),
                change(5, false, "middle,72,1"),
                change(5, false, "ask,73,1"),
                change(6, true, "bid,70,1"),
                change(6, true, "ask,71,1")));
    assertThat(refusals(file).get(4L)).contains("price is 'x'").contains("waits for a snapshot");
    assertThat(refusals(file).get(6L)).startsWith("OUT_OF_SEQUENCE");
    assertThat(refusals(file).get(9L)).contains("side is 'middle'");
    assertThat(refusals(file).keySet()).containsExactly(4L, 6L, 9L);
    assertThat(facts(file)).hasSize(3);
  }

  @Test
  void aTickerSaysPricesAndOpenInterest() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "bitmex_derivative_ticker.csv",
                KEY
                    + "funding_timestamp,funding_rate,predicted_funding_rate,open_interest,"
                    + "last_price,index_price,mark_price",
                "bitmex,XBTUSD," + TIMES + AT + ",0.0001,0.0002,5000,51,49,50",
                "bitmex,XBTUSD," + TIMES + AT + ",0.0001,0.0002,6000,51,,50"));
    assertThat(file.kind()).isEqualTo(DataKind.METRICS);
    String name = "BTC-USD-PERP@bitmex";
    assertThat(facts(file))
        .containsExactly(
            new Metric(name, AT, AT + 900, "mark_price", 50),
            new Metric(name, AT, AT + 900, "index_price", 49),
            new Metric(name, AT, AT + 900, "open_interest", 100),
            new Metric(name, AT, AT + 900, "mark_price", 50),
            new Metric(name, AT, AT + 900, "open_interest", 120));
  }

  @Test
  void aLiquidationThatBuysEndsAShort() throws IOException {
    DataFile file =
        DataFile.recognise(
            write(
                dir,
                "binance-futures_liquidations_2024-01-01_BTCUSDT.csv.gz",
                TRADES,
                "binance-futures,BTCUSDT," + TIMES + ",buy,50,4",
                "binance-futures,BTCUSDT," + TIMES + ",sell,50,3"));
    String name = "BTC-USDT-PERP@binance";
    assertThat(facts(file))
        .containsExactly(
            new Metric(name, AT, AT + 900, "liquidated_short", 4),
            new Metric(name, AT, AT + 900, "liquidated_long", 3));
  }

  @Test
  void booksAndMetricsArePlayedWithTheTradesOfTheirInstrument() throws IOException {
    DataFile trades =
        DataFile.recognise(
            write(dir, "t_trades.csv", TRADES, "binance,BTCUSDT," + TIMES + "71,sell,50,4"));
    DataFile quotes =
        DataFile.recognise(
            write(
                dir,
                "t_quotes.csv",
                KEY + "ask_amount,ask_price,bid_price,bid_amount",
                "binance,BTCUSDT," + TIMES + "100,50,40,80"));
    try (Replay replay = Replay.open(List.of(quotes, trades), List.of())) {
      List<Fact> played =
          Stream.iterate(replay, r -> r)
              .takeWhile(Replay::hasNext)
              .map(Replay::next)
              .map(item -> ((ReplayItem.Event) item).event().fact())
              .toList();
      assertThat(played).hasSize(2);
      assertThat(replay.holds("BTC-USDT@binance", EventKind.BOOK)).isTrue();
      assertThat(replay.counts().balances()).isTrue();
    }
  }

  private static String change(int millis, boolean snapshot, String level) {
    long at = AT + millis * 1_000L;
    return "binance,BTCUSDT," + at + "," + (at + 900) + "," + snapshot + "," + level;
  }
}
