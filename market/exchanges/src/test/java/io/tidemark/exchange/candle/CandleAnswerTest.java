package io.tidemark.exchange.candle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Candle;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One market of two closed minutes and a forming one, as each venue tells it. */
final class CandleAnswerTest {

  private static final long MINUTE = 60_000_000;
  private static final long START = 1_700_000_040_000_000L;

  private static final List<Candle> TOLD =
      List.of(
          candle(START, 10, 12, 9.5, 11, 7.25), candle(START + MINUTE, 11, 11.5, 8, 8.5, 0.125));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BINANCE | [[1700000040000,'10','12','9.5','11','7.25',1700000099999,'80',4,'1','1','0'],[1700000100000,'11','11.5','8','8.5','0.125',1700000159999,'1',1,'1','1','0'],[1700000160000,'8','9','8','9','1',1700000219999,'1',1,'1','1','0']]
          BINANCE_COINM | [[1700000040000,'10','12','9.5','11','800',1700000099999,'7.25',4,'1','1','0'],[1700000100000,'11','11.5','8','8.5','13',1700000159999,'0.125',1,'1','1','0'],[1700000160000,'8','9','8','9','1',1700000219999,'1',1,'1','1','0']]
          COINBASE | [[1700000160,8,9,8,9,1],[1700000100,8,11.5,11,8.5,0.125],[1700000040,9.5,12,10,11,7.25]]
          KRAKEN | {'error':[],'result':{'XXBTZUSD':[[1700000040,'10','12','9.5','11','10.7','7.25',4],[1700000100,'11','11.5','8','8.5','9','0.125',1],[1700000160,'8','9','8','9','8.5','1',2]],'last':1700000100}}
          BYBIT | {'retCode':0,'result':{'symbol':'X','list':[['1700000160000','8','9','8','9','1','8'],['1700000100000','11','11.5','8','8.5','0.125','1'],['1700000040000','10','12','9.5','11','7.25','80']]}}
          BYBIT_INVERSE | {'retCode':0,'result':{'symbol':'X','list':[['1700000160000','8','9','8','9','1','8'],['1700000100000','11','11.5','8','8.5','2','0.125'],['1700000040000','10','12','9.5','11','80','7.25']]}}
          OKX_SPOT | {'code':'0','data':[['1700000160000','8','9','8','9','1','8','8','0'],['1700000100000','11','11.5','8','8.5','0.125','1','1','1'],['1700000040000','10','12','9.5','11','7.25','80','80','1']]}
          OKX_CONTRACTS | {'code':'0','data':[['1700000160000','8','9','8','9','1','8','8','0'],['1700000100000','11','11.5','8','8.5','12','0.125','1','1'],['1700000040000','10','12','9.5','11','725','7.25','80','1']]}
          """)
  void allVenuesTellTheSameClosedCandles(CandleAnswer venue, String text) {
    ClosedCandles closed = closed(venue, START + 2 * MINUTE, text.replace('\'', '"'));
    assertThat(closed).isEqualTo(new ClosedCandles(TOLD, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "[[]]",
        "[[1,2]]",
        "{\"result\":7}",
        "{\"data\":[[\"a\",\"b\"]]}",
        "[[1700000041000,\"1\",\"1\",\"1\",\"1\",\"1\"],[1700000160000,\"1\",\"0\",\"1\",\"1\",\"1\"]]"
      })
  void whatIsNoCandleIsLeftOut(String text) {
    for (CandleAnswer venue : CandleAnswer.values()) {
      assertThat(closed(venue, START + 60 * MINUTE, text).candles()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(CandleAnswer.class)
  void aCandleThatNoLaterOneFollowsMayNotHaveClosed(CandleAnswer venue) {
    String row = "[[1700000040000,1,1,1,1,1,1,1]]";
    String seconds = "[[1700000040,1,1,1,1,1,1,1]]";
    for (String rows : List.of(row, seconds)) {
      String text =
          switch (venue) {
            case KRAKEN -> "{\"result\":{\"X\":" + rows + "}}";
            case BYBIT, BYBIT_INVERSE -> "{\"result\":{\"list\":" + rows + "}}";
            case OKX_SPOT, OKX_CONTRACTS -> "{\"data\":" + rows + "}";
            default -> rows;
          };
      assertThat(closed(venue, START + 60 * MINUTE, text).candles()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 1 2 3     | 3   | 0 1 2   | ''
          0 1 2 3     | 2.5 | 0 1     | 1 of bars that have not begun
          0 1 2 3 4   | 2.5 | 0 1     | 2 of bars that have not begun
          0 1 2 3     | 1.5 | 0       | 2 of bars that have not begun
          0 1 1 2 3   | 3   | 0 1 2   | 1 doubled
          3 2 1 1 0   | 3   | 0 1 2   | 1 doubled
          0 1 2 0 3   | 3   | 0 1 2   | 1 out of order
          3 2 0 1     | 3   | 1 2     | 1 out of order
          0 1 2 3 4 5 6 7 | 7 | 3 4 5 6 | 3 beyond what was asked for
          """)
  void whatHasNotClosedOrStandsWronglyIsLeftOutAndTold(
      String starts, double now, String closed, String leftOut) {
    ClosedCandles told = closed(CandleAnswer.BINANCE, START + (long) (now * MINUTE), rows(starts));
    assertThat(told.leftOut()).isEqualTo(leftOut);
    assertThat(told.candles())
        .extracting(Candle::start)
        .containsExactlyElementsOf(
            Stream.of(closed.split(" ")).map(at -> START + Long.parseLong(at) * MINUTE).toList());
  }

  @Test
  void aRowThatIsNoCandleIsToldWithItsFault() {
    String rows =
        "[[1700000041000,1,1,1,1,1],[1700000100000,\"NaN\",1,1,1,1],[1700000160000,1,1,1,1,1]]";
    ClosedCandles told = closed(CandleAnswer.BINANCE, START + 9 * MINUTE, rows);
    assertThat(told.candles()).isEmpty();
    assertThat(told.leftOut())
        .isEqualTo(
            "2 no candles (start 1700000041000000 µs is no multiple of the length, 60000000 µs)");
  }

  private static String rows(String starts) {
    return Stream.of(starts.split(" "))
        .map(at -> "[%d,1,3,1,2,8]".formatted((START + Long.parseLong(at) * MINUTE) / 1_000))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static ClosedCandles closed(CandleAnswer venue, long now, String text) {
    return venue.closed("BTC-USD@kraken", MINUTE, 5, now, text);
  }

  private static Candle candle(
      long start, double open, double high, double low, double close, double volume) {
    return new Candle(
        "BTC-USD@kraken", start, MINUTE, start + MINUTE, open, high, low, close, volume);
  }
}
