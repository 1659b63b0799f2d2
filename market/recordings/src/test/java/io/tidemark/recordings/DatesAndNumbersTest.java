package io.tidemark.recordings;

import static io.tidemark.recordings.TestFiles.DAY;
import static io.tidemark.recordings.TestFiles.HOUR;
import static io.tidemark.recordings.TestFiles.START;
import static io.tidemark.recordings.TestFiles.facts;
import static io.tidemark.recordings.TestFiles.refusals;
import static io.tidemark.recordings.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.core.fact.Candle;
import io.tidemark.recordings.file.UnreadableDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates and numbers as spreadsheets, countries and web pages write them. */
final class DatesAndNumbersTest {

  private static final String HEADER = "time,open,high,low,close,volume";

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dd.MM.uuuu HH:mm",
        "d/M/uuuu HH:mm:ss",
        "MM/dd/uuuu hh:mm a",
        "M/d/uuuu, h:mm:ss a",
        "uuuu-MM-dd HH:mm:ss'+00:00'",
        "uuuu-MM-dd'T'HH:mm:ss'Z'",
      })
  void aDateOfAnyOrderIsReadWhereTheFileDecidesIt(String pattern) throws IOException {
    DataFile file = DataFile.recognise(bars(24 * 14, HOUR, pattern));

    assertThat(refusals(file)).isEmpty();
    assertThat(facts(file))
        .hasSize(24 * 14)
        .extracting(fact -> ((Candle) fact).start() / 1_000)
        .startsWith(START, START + HOUR)
        .isSorted()
        .endsWith(START + (24 * 14 - 1) * HOUR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dd.MM.uuuu HH:mm", "MM/dd/uuuu hh:mm a"})
  void aDateWhoseOrderNoRowDecidesIsRefused(String pattern) throws IOException {
    Path path = bars(24 * 12, HOUR, pattern);

    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("whether its day or its month comes first, nobody can know");
  }

  @Test
  void datesOfBothOrdersAreRefused() throws IOException {
    Path path = write(dir, "BTCUSDT.csv", HEADER, "13/01/2024,5,9,4,7,3", "01/14/2024,5,9,4,7,3");

    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining(
            "the month first in others, such as '01/14/2024' on line 3: write all as 2024-03-01");
  }

  @ParameterizedTest
  @CsvSource({
    "45292.5, a spreadsheet's count of days",
    "45292, a spreadsheet's count of days",
    "1.70407E+09, its last digits are lost",
  })
  void aTimeThatASpreadsheetSpoiltSaysWhatToDo(String time, String words) throws IOException {
    Path path = write(dir, "BTCUSDT.csv", HEADER, time + ",5,9,4,7,3", time + ",5,9,4,7,3");

    assertThatThrownBy(() -> DataFile.recognise(path)).hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "%d;1.234,5;1.300;1.200,25;1.250;1234,5",
        "%d;1234,5;1300,0;1200,25;1250;1.234,5",
        "%d;\"1,234.5\";\"1,300\";\"1,200.25\";\"1,250\";\"1,234.5\"",
        "%d;1234.5;1300;1200.25;1250;1.2345K",
      })
  void numbersAreThoseThatTheFirstRowsShow(String row) throws IOException {
    DataFile file = DataFile.recognise(table(row));

    assertThat(refusals(file)).isEmpty();
    assertThat(facts(file))
        .hasSize(3)
        .first()
        .isEqualTo(
            new Candle(
                "BTC-USDT@unknown",
                START * 1_000,
                DAY * 1_000,
                (START + DAY) * 1_000,
                1234.5,
                1300,
                1200.25,
                1250,
                1234.5));
  }

  @Test
  void aCommaThatMayBeEitherIsRefused() throws IOException {
    Path path = table("%d;1,234;1,300;1,200;1,250;3");

    assertThatThrownBy(() -> DataFile.recognise(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("'1,234' may have a comma before its decimals or its thousands");
  }

  @Test
  void theCloseOfInvestingIsItsPrice() throws IOException {
    Path path =
        write(
            dir,
            "BTC_USD Bitfinex Historical Data.csv",
            "\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Vol.\",\"Change %\"",
            "\"01/14/2024\",\"41,250.5\",\"41,000.0\",\"42,000.0\",\"40,000.0\",\"1.5M\",\"0.5%\"",
            "\"01/13/2024\",\"41,000.5\",\"41,000.0\",\"42,000.0\",\"40,000.0\",\"12.3K\",\"0.5%\"");

    assertThat(facts(DataFile.recognise(path)))
        .extracting("close", "volume")
        .containsExactly(tuple(41000.5, 12_300.0), tuple(41250.5, 1_500_000.0));
  }

  private Path table(String row) throws IOException {
    return rows(HEADER.replace(',', ';'), 3, i -> row.formatted(START + i * DAY));
  }

  private Path bars(int count, long step, String pattern) throws IOException {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    return rows(
        HEADER,
        count,
        i -> '"' + format.format(Instant.ofEpochMilli(START + i * step)) + "\",5,9,4,7,3");
  }

  private Path rows(String header, int count, LongFunction<String> row) throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    for (long i = 0; i < count; i++) {
      lines.add(row.apply(i));
    }
    return write(dir, "BTCUSDT.csv", lines.toArray(String[]::new));
  }
}
